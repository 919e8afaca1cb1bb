#include "eros/orchestrate/backtest/comparison.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>
#include <numeric>

#include "eros/analysis/statistics.h"
#include "eros/base/units.h"

namespace eros::orchestrate::backtest {
namespace {

using Weeks = std::vector<double> PageResult::*;

double total(const PageResult& page, Weeks weeks) {
  return std::accumulate((page.*weeks).begin(), (page.*weeks).end(), 0.0);
}

// The results of one arm, by seed.
using OfArm = std::vector<const ArmResult*>;

std::vector<double> page_totals(const OfArm& arm, Weeks weeks) {
  std::vector<double> totals;
  for (const ArmResult* result : arm) {
    for (const PageResult& page : result->pages) totals.push_back(total(page, weeks));
  }
  return totals;
}

double seed_total(const ArmResult& result, Weeks weeks) {
  double sum = 0.0;
  for (const PageResult& page : result.pages) sum += total(page, weeks);
  return sum;
}

// sum(a) / sum(b) over clusters, with half the width of its 95 % interval.
struct Ratio {
  double value = 0.0;
  std::optional<double> half_width;  // nothing for one cluster
  std::optional<model::Interval> interval_less(double base) const {
    if (!half_width) return std::nullopt;
    // Totals are not negative, and so is no ratio.
    return model::Interval{std::max(-base, value - base - *half_width), value - base + *half_width};
  }
};

// A few large clusters count as few: Kish's effective number of them tells the degrees of freedom.
double t_quantile(const std::vector<double>& weights, double sum) {
  double squares = 0.0;
  for (const double weight : weights) squares += weight * weight;
  const double freedom = std::max(1.0, sum * sum / squares - 1.0);
  return boost::math::quantile(boost::math::students_t(freedom), 0.975);
}

Ratio ratio(const std::vector<double>& a, const std::vector<double>& b) {
  const double sum_a = std::accumulate(a.begin(), a.end(), 0.0);
  const double sum_b = std::accumulate(b.begin(), b.end(), 0.0);
  Ratio of{sum_a / sum_b, std::nullopt};
  double squares = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double residual = a[i] - of.value * b[i];
    squares += residual * residual;
  }
  const auto n = static_cast<double>(a.size());
  if (n > 1.0) {
    of.half_width = t_quantile(b, sum_b) * std::sqrt(squares * n / (n - 1.0)) / sum_b;
  }
  return of;
}

Amount amount(const OfArm& arm, Weeks weeks, double weeks_of_page) {
  const std::vector<double> totals = page_totals(arm, weeks);
  const Ratio of = ratio(totals, std::vector<double>(totals.size(), weeks_of_page));
  return {of.value, of.interval_less(0.0)};
}

std::optional<Uplift> uplift(const OfArm& arm, const OfArm& base, Weeks weeks) {
  std::vector<double> of_seeds;
  for (std::size_t i = 0; i < arm.size(); ++i) {
    const auto times = base::safe_divide(seed_total(*arm[i], weeks), seed_total(*base[i], weeks));
    if (!times) return std::nullopt;
    of_seeds.push_back(*times - 1.0);
  }
  const auto n = static_cast<double>(of_seeds.size());
  Uplift of;
  of.of_seeds = of_seeds;
  of.mean = std::accumulate(of_seeds.begin(), of_seeds.end(), 0.0) / n;
  if (n > 1.0) {
    double squares = 0.0;
    for (const double value : of_seeds) squares += (value - of.mean) * (value - of.mean);
    of.standard_error = std::sqrt(squares / (n - 1.0) / n);
  }
  const Ratio pooled = ratio(page_totals(arm, weeks), page_totals(base, weeks));
  of.interval = pooled.interval_less(1.0);
  return of;
}

std::vector<std::optional<double>> weekly_uplift(const OfArm& arm, const OfArm& base,
                                                 std::size_t weeks) {
  std::vector<std::optional<double>> of;
  for (std::size_t week = 0; week < weeks; ++week) {
    double of_arm = 0.0, of_base = 0.0;
    for (const ArmResult* result : arm) {
      for (const PageResult& page : result->pages) of_arm += page.revenue[week];
    }
    for (const ArmResult* result : base) {
      for (const PageResult& page : result->pages) of_base += page.revenue[week];
    }
    const auto times = base::safe_divide(of_arm, of_base);
    of.push_back(times ? std::optional(*times - 1.0) : std::nullopt);
  }
  return of;
}

void add_means(const OfArm& arm, std::size_t weeks, ArmSummary& summary) {
  double pages = 0.0, ppvs = 0.0, bumps = 0.0, captions = 0.0, explored = 0.0;
  const auto add = [](std::optional<double>& sum, const std::optional<double>& of_page) {
    if (of_page) sum = sum.value_or(0.0) + *of_page;
  };
  for (const ArmResult* result : arm) {
    for (const PageResult& page : result->pages) {
      pages += 1.0;
      ppvs += static_cast<double>(page.ppvs);
      bumps += static_cast<double>(page.bumps);
      captions += static_cast<double>(page.captions);
      explored += static_cast<double>(page.explored);
      add(summary.saturation, page.saturation);
      add(summary.fatigue, page.fatigue);
    }
  }
  for (std::optional<double>* mean : {&summary.saturation, &summary.fatigue}) {
    if (*mean) **mean /= pages;
  }
  summary.variety = base::safe_divide(captions, ppvs).value_or(0.0);
  summary.exploration = base::safe_divide(explored, ppvs).value_or(0.0);
  summary.ppvs_a_week = ppvs / pages / static_cast<double>(weeks);
  summary.bumps_a_week = bumps / pages / static_cast<double>(weeks);
}

const OfArm* find(const std::map<std::string, OfArm>& arms, const std::string& name) {
  const auto found = arms.find(name);
  return found == arms.end() ? nullptr : &found->second;
}

ArmSummary summarise(const std::map<std::string, OfArm>& arms, const std::string& name,
                     std::size_t weeks) {
  const OfArm& arm = arms.at(name);
  ArmSummary summary;
  summary.arm = name;
  summary.revenue = amount(arm, &PageResult::revenue, static_cast<double>(weeks));
  summary.emv = amount(arm, &PageResult::emv, static_cast<double>(weeks));
  add_means(arm, weeks, summary);
  if (const OfArm* random = find(arms, "random"); random != nullptr && name != "random") {
    summary.revenue_over_random = uplift(arm, *random, &PageResult::revenue);
    summary.emv_over_random = uplift(arm, *random, &PageResult::emv);
    summary.weekly_revenue_uplift = weekly_uplift(arm, *random, weeks);
    if (const OfArm* oracle = find(arms, "oracle")) {
      const auto most = uplift(*oracle, *random, &PageResult::revenue);
      if (most && most->mean > 0.0) {
        summary.share_of_oracle = summary.revenue_over_random->mean / most->mean;
      }
    }
  }
  if (const OfArm* original = find(arms, "original"); original != nullptr && name != "original") {
    summary.revenue_over_original = uplift(arm, *original, &PageResult::revenue);
    summary.emv_over_original = uplift(arm, *original, &PageResult::emv);
  }
  return summary;
}

}  // namespace

Quartiles quartiles(const std::vector<double>& of_seeds) {
  const auto at = [&](double fraction) {
    return analysis::quantile(of_seeds, fraction).value_or(0.0);
  };
  return {at(0.0), at(0.25), at(0.5), at(0.75), at(1.0)};
}

Comparison compare(const std::vector<ArmResult>& results) {
  Comparison comparison;
  std::map<std::string, OfArm> arms;
  std::vector<std::string> order;
  for (const ArmResult& result : results) {
    if (!arms.contains(result.arm)) order.push_back(result.arm);
    arms[result.arm].push_back(&result);
  }
  for (const ArmResult* result : arms.at(order.front())) comparison.seeds.push_back(result->seed);
  comparison.preset = results.front().preset;
  comparison.pages = results.front().pages.size();
  comparison.weeks = results.front().pages.front().revenue.size();
  for (const std::string& name : order) {
    comparison.arms.push_back(summarise(arms, name, comparison.weeks));
  }
  return comparison;
}

}  // namespace eros::orchestrate::backtest
