#include "eros/learning/learn.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "eros/learning/drift.h"
#include "eros/learning/hours.h"
#include "eros/learning/repeats.h"

namespace eros::learning {
namespace {

using model::Learned;
using model::Observations;

constexpr auto audience_window = std::chrono::days(30);

void add_tiers_and_cells(const Observations& observations, const Fit& fit, Learned& learned) {
  std::array<std::int64_t, 6> of_tier{};
  std::vector<std::int64_t> of_cell(observations.cells.size(), 0);
  for (const std::uint32_t caption : observations.caption) ++of_cell[observations.cell_of[caption]];
  for (std::size_t c = 0; c < of_cell.size(); ++c) of_tier[fit.nesting.tier_of[c]] += of_cell[c];
  for (std::size_t t = 0; t < of_tier.size(); ++t) {
    if (of_tier[t] == 0) continue;
    learned.tiers.push_back({static_cast<model::Tier>(t), fit.tree.tiers[t].mean,
                             fit.tree.tiers[t].variance, of_tier[t]});
  }
  for (std::size_t c = 0; c < of_cell.size(); ++c) {
    const Nested& cell = fit.tree.cells[c];
    learned.cells.push_back(
        {observations.cells[c], cell.mean, cell.total_variance, cell.share, of_cell[c]});
  }
  std::sort(learned.cells.begin(), learned.cells.end(),
            [](const auto& a, const auto& b) { return a.cell < b.cell; });
}

void add_shared_tastes(model::Attribute attribute, const std::vector<std::string>& names,
                       const SharedFactor& factor, Learned& learned) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    learned.tastes.push_back(
        {0, attribute, names[i], factor.effects[i].mean, factor.effects[i].share});
  }
}

void add_tastes(const Fit& fit, Learned& learned) {
  const Nesting& nesting = fit.nesting;
  add_shared_tastes(model::Attribute::category, nesting.categories, fit.tree.category, learned);
  add_shared_tastes(model::Attribute::trigger, nesting.triggers, fit.tree.trigger, learned);
  std::vector<std::string> tiers;
  for (std::size_t tier = 0; tier < fit.page_tier.names; ++tier) {
    tiers.emplace_back(model::to_string(static_cast<model::Tier>(tier)));
  }
  const auto add = [&](std::uint32_t page, model::Attribute attribute, const PageFactor& factor,
                       double variance, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::size_t at = page * factor.names + i;
      const double precision = factor.precision[at];
      if (!(precision > 0.0)) continue;
      learned.page_tastes.push_back({page, attribute, names[i], factor.effect[at],
                                     variance * precision / (1.0 + variance * precision)});
    }
  };
  for (std::uint32_t page = 0; page < nesting.pages; ++page) {
    add(page, model::Attribute::tier, fit.page_tier, fit.variance.page_tier, tiers);
    add(page, model::Attribute::category, fit.page_category, fit.variance.page_category,
        nesting.categories);
    add(page, model::Attribute::trigger, fit.page_trigger, fit.variance.page_trigger,
        nesting.triggers);
  }
}

void add_captions(const Observations& observations, const Fit& fit, Learned& learned) {
  const Nesting& nesting = fit.nesting;
  for (std::size_t k = 0; k < nesting.captions(); ++k) {
    const Nested& caption = fit.tree.captions[k];
    const std::uint32_t begin = nesting.caption_begin[k];
    const std::uint32_t end = nesting.caption_begin[k + 1];
    learned.captions.push_back({observations.captions[k], caption.mean, caption.variance,
                                caption.share,
                                std::int64_t{nesting.pair_begin[end]} - nesting.pair_begin[begin],
                                std::int64_t{end} - begin});
    for (std::size_t j = begin; j < end; ++j) {
      const std::size_t last = nesting.pair_begin[j + 1] - 1;
      const double repeats = repeats_after(fit.repeats[last], observations.at[last],
                                           observations.as_of, learned.repeat_half_life_days);
      const Nested& pair = fit.tree.pairs[j];
      learned.page_captions.push_back({nesting.pair_page[j], observations.captions[k],
                                       static_cast<float>(pair.mean - caption.mean),
                                       static_cast<float>(pair.share),
                                       static_cast<float>(repeats)});
    }
  }
  std::stable_sort(learned.page_captions.begin(), learned.page_captions.end(),
                   [](const auto& a, const auto& b) { return a.page < b.page; });
}

void add_pages(const Observations& observations, const Fit& fit, Learned& learned) {
  struct Reached {
    double recent = 0.0, recent_sends = 0.0, all = 0.0, sends = 0.0;
    double mean() const {
      return recent_sends > 0.0 ? recent / recent_sends : sends > 0.0 ? all / sends : 0.0;
    }
  };
  std::vector<Reached> reached(observations.pages.size());
  for (std::size_t i = 0; i < observations.size(); ++i) {
    Reached& page = reached[observations.page[i]];
    page.all += observations.audience[i];
    page.sends += 1.0;
    if (observations.at[i] <= observations.as_of - audience_window) continue;
    page.recent += observations.audience[i];
    page.recent_sends += 1.0;
  }
  for (std::size_t p = 0; p < reached.size(); ++p) {
    const double precision = fit.page.precision[p];
    learned.pages.push_back({observations.pages[p], fit.page.effect[p],
                             fit.variance.page / (1.0 + fit.variance.page * precision),
                             reached[p].mean(), static_cast<std::int64_t>(reached[p].sends)});
  }
}

// Mean earnings over the exponential of mean log revenue (Duan 1983, J. Am. Stat. Assoc.
// 78:605-610), of what is known of a message before its time: its page and its caption. What
// months, days and hours add is part of what is smeared over.
double smearing(const Observations& observations, const Fit& fit) {
  double earned = 0.0;
  double fitted = 0.0;
  for (std::size_t i = 0; i < observations.size(); ++i) {
    double log_revenue = fit.response.value[i] - fit.residual[i];
    for (const Crossed* of_time : {&fit.page_month, &fit.day, &fit.hour, &fit.page_hour}) {
      log_revenue -= of_time->effect[of_time->level[i]];
    }
    earned += observations.earnings[i];
    fitted += observations.audience[i] * std::exp(log_revenue);
  }
  return fitted > 0.0 && earned > 0.0 ? earned / fitted : 1.0;
}

}  // namespace

Learned learn(const Observations& observations, const FitOptions& options) {
  Learned learned;
  learned.as_of = observations.as_of;
  learned.observations = static_cast<std::int64_t>(observations.size());
  learned.variance = options.variance;
  learned.repeat_half_life_days = options.repeat_half_life_days;
  if (observations.size() == 0) return learned;

  Fit fitted = fit(observations, options, {});
  const Drift drift = find_drift(observations, fitted);
  learned.drift_z = drift.z;
  learned.half_life_days = drift.half_life_days;
  if (drift.half_life_days) {
    FitOptions again = options;
    again.is_learning_variances = false;
    again.variance = fitted.variance;
    again.most_sweeps = 6;
    fitted = fit(observations, again, discounts(observations, *drift.half_life_days));
  }
  learned.variance = fitted.variance;
  learned.repeat_coefficient = fitted.repeat_coefficient;
  learned.smearing = smearing(observations, fitted);
  add_tiers_and_cells(observations, fitted, learned);
  add_tastes(fitted, learned);
  add_captions(observations, fitted, learned);
  add_pages(observations, fitted, learned);
  Hours hours = fit_hours(observations, fitted);
  learned.hours = std::move(hours.all);
  learned.page_hours = std::move(hours.pages);
  return learned;
}

}  // namespace eros::learning
