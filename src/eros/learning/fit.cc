#include "eros/learning/fit.h"

#include <algorithm>
#include <cmath>

#include "eros/learning/repeats.h"

namespace eros::learning {
namespace {

using model::Observations;
using model::VarianceComponents;

constexpr int slots = 48;
constexpr auto month = std::chrono::days(28);
constexpr double repeat_prior_variance = 0.02;  // of the coefficient: a tenth or two

Crossed crossed(std::vector<std::uint32_t> level, double variance) {
  Crossed factor;
  factor.level = std::move(level);
  std::uint32_t most = 0;
  for (const std::uint32_t of : factor.level) most = std::max(most, of);
  factor.effect.assign(most + 1, 0.0);
  factor.precision.assign(most + 1, 0.0);
  factor.variance = variance;
  return factor;
}

class Sweeper {
 public:
  Sweeper(const Observations& observations, const FitOptions& options,
          const std::vector<double>& discount)
      : observations_(observations), options_(options), discount_(discount) {
    fit_.nesting = nesting_of(observations);
    fit_.variance = options.variance;
    const Nesting& nesting = fit_.nesting;
    const std::size_t pages = observations.pages.size();
    fit_.page = page_factor(std::vector<std::uint32_t>(nesting.cells(), 0), pages);
    fit_.page_tier = page_factor(nesting.tier_of, pages);
    fit_.page_category = page_factor(nesting.category_of, pages);
    fit_.page_trigger = page_factor(nesting.trigger_of, pages);
    of_pair_.assign(nesting.pairs(), 0.0);
    fit_.tree.category.effects.resize(nesting.categories.size());
    fit_.tree.trigger.effects.resize(nesting.triggers.size());
    fit_.repeats = decayed_repeats(observations, options.repeat_half_life_days);
    make_crossed();
    fit_.weight.resize(observations.size());
    information_.resize(observations.size());
    fitted_pair_.assign(fit_.nesting.pairs(), 0.0);
    fit_.tree.captions.resize(fit_.nesting.captions());
    linearise(observations, first_guess(observations), fit_.response);
    fit_.residual = fit_.response.value;
  }

  Fit run() {
    for (fit_.sweeps = 1; fit_.sweeps <= options_.most_sweeps; ++fit_.sweeps) {
      if (fit_.sweeps % 4 == 3) straighten();
      const VarianceComponents before = fit_.variance;
      weigh();
      const PairSums sums = update_tree();
      refresh_residuals(sums);
      update_crossed();
      if (fit_.sweeps > 4 && is_settled(before, fit_.variance)) break;
    }
    return std::move(fit_);
  }

 private:
  void make_crossed() {
    const std::size_t size = observations_.size();
    std::vector<std::uint32_t> months(size), days(size), hours(size), page_hours(size);
    std::uint32_t most_months = 1;
    std::int32_t first_day = size == 0 ? 0 : observations_.day[0];
    for (std::size_t i = 0; i < size; ++i) {
      months[i] = static_cast<std::uint32_t>((observations_.as_of - observations_.at[i]) / month);
      most_months = std::max(most_months, months[i] + 1);
      first_day = std::min(first_day, observations_.day[i]);
    }
    for (std::size_t i = 0; i < size; ++i) {
      months[i] += observations_.page[i] * most_months;
      days[i] = static_cast<std::uint32_t>(observations_.day[i] - first_day);
      hours[i] = observations_.slot[i];
      page_hours[i] = observations_.page[i] * slots + observations_.slot[i];
    }
    fit_.page_month = crossed(std::move(months), fit_.variance.page_month);
    fit_.day = crossed(std::move(days), fit_.variance.day);
    fit_.hour = crossed(std::move(hours), fit_.variance.hour);
    fit_.page_hour = crossed(std::move(page_hours), fit_.variance.page_hour);
  }

  // The response anew, around what is fitted by now.
  void straighten() {
    std::vector<double> fitted(observations_.size());
    for (std::size_t i = 0; i < fitted.size(); ++i) {
      fitted[i] = fit_.response.value[i] - fit_.residual[i];
    }
    linearise(observations_, fitted, fit_.response);
    for (std::size_t i = 0; i < fitted.size(); ++i) {
      fit_.residual[i] = fit_.response.value[i] - fitted[i];
    }
  }

  void weigh() {
    for (std::size_t i = 0; i < observations_.size(); ++i) {
      const double discount = discount_.empty() ? 1.0 : discount_[i];
      fit_.weight[i] = discount / (fit_.variance.noise + fit_.response.variance[i]);
    }
  }

  // Pages and repeats given the captions, the captions given both.
  PairSums update_tree() {
    PairSums sums;
    sums.weight.assign(fit_.nesting.pairs(), 0.0);
    sums.sum.assign(fit_.nesting.pairs(), 0.0);
    for (std::size_t j = 0; j < fit_.nesting.pairs(); ++j) {
      for (std::size_t i = fit_.nesting.pair_begin[j]; i < fit_.nesting.pair_begin[j + 1]; ++i) {
        sums.weight[j] += fit_.weight[i];
        sums.sum[j] += fit_.weight[i] * (fit_.residual[i] + fitted_pair_[j]);
      }
    }
    update_pages(sums);
    update_repeats(sums);
    hand_over_tastes();
    learn_page_variances();
    TreeSpreads spreads;
    fit_tree(fit_.nesting, sums, of_pair_, fit_.variance, fit_.tree, &spreads);
    VarianceComponents& variance = fit_.variance;
    learn(variance.category, spreads.category, prior_.category);
    learn(variance.trigger, spreads.trigger, prior_.trigger);
    learn(variance.cell, spreads.cell, prior_.cell);
    learn(variance.caption, spreads.caption, prior_.caption);
    learn(variance.page_caption, spreads.page_caption, prior_.page_caption);
    return sums;
  }

  // A level that was given no variance stays without effects.
  void learn(double& variance, const Spread& spread, double prior) const {
    if (!options_.is_learning_variances || variance == 0.0) return;
    variance = spread.variance(prior, options_.prior_effects);
  }

  void update_pages(const PairSums& sums) {
    const VarianceComponents& variance = fit_.variance;
    const auto step = [&](PageFactor& factor, double of_factor) {
      update(factor, fit_.nesting, sums, fit_.tree, of_factor, variance.page_caption, of_pair_);
    };
    step(fit_.page, variance.page);
    hand_over(fit_.page, variance.page, nullptr, fit_.nesting, fit_.tree, of_pair_);
    step(fit_.page_tier, variance.page_tier);
    step(fit_.page_category, variance.page_category);
    step(fit_.page_trigger, variance.page_trigger);
  }

  void hand_over_tastes() {
    const Nesting& nesting = fit_.nesting;
    Tree& tree = fit_.tree;
    const VarianceComponents& variance = fit_.variance;
    tree.category.variance = variance.category;
    tree.trigger.variance = variance.trigger;
    hand_over(fit_.page_tier, variance.page_tier, nullptr, nesting, tree, of_pair_);
    hand_over(fit_.page_category, variance.page_category, &tree.category, nesting, tree, of_pair_);
    hand_over(fit_.page_trigger, variance.page_trigger, &tree.trigger, nesting, tree, of_pair_);
  }

  void learn_page_variances() {
    VarianceComponents& variance = fit_.variance;
    Spread pages = spread_of(fit_.page, variance.page);
    pages.lose_one();
    learn(variance.page, pages, prior_.page);
    learn(variance.page_tier, spread_of(fit_.page_tier, variance.page_tier), prior_.page_tier);
    learn(variance.page_category, spread_of(fit_.page_category, variance.page_category),
          prior_.page_category);
    learn(variance.page_trigger, spread_of(fit_.page_trigger, variance.page_trigger),
          prior_.page_trigger);
  }

  // The coefficient by generalised least squares, the pairs' own effects integrated out; the sums
  // then lack its change.
  void update_repeats(PairSums& sums) {
    double precision = 1.0 / repeat_prior_variance;
    double weighted = -fit_.repeat_coefficient / repeat_prior_variance;
    std::vector<double> repeat_sum(fit_.nesting.pairs(), 0.0);
    for (std::size_t k = 0; k < fit_.nesting.captions(); ++k) {
      for (std::size_t j = fit_.nesting.caption_begin[k]; j < fit_.nesting.caption_begin[k + 1];
           ++j) {
        const std::size_t begin = fit_.nesting.pair_begin[j];
        const std::size_t end = fit_.nesting.pair_begin[j + 1];
        if (end - begin < 2) continue;  // never sent before
        const double parent = fit_.tree.captions[k].mean + of_pair_[j];
        double with_repeats = 0.0;
        double squares = 0.0;
        double products = 0.0;
        for (std::size_t i = begin; i < end; ++i) {
          const double weighted_repeats = fit_.weight[i] * fit_.repeats[i];
          with_repeats += weighted_repeats;
          squares += weighted_repeats * fit_.repeats[i];
          products += weighted_repeats * (fit_.residual[i] + fitted_pair_[j] - parent);
        }
        const double kept =
            fit_.variance.page_caption / (1.0 + fit_.variance.page_caption * sums.weight[j]);
        precision += squares - kept * with_repeats * with_repeats;
        weighted += products - kept * with_repeats * (sums.sum[j] - parent * sums.weight[j]);
        repeat_sum[j] = with_repeats;
      }
    }
    const double change = weighted / precision;
    fit_.repeat_coefficient += change;
    for (std::size_t j = 0; j < repeat_sum.size(); ++j) sums.sum[j] -= change * repeat_sum[j];
    for (std::size_t i = 0; i < observations_.size(); ++i) {
      fit_.residual[i] -= change * fit_.repeats[i];
    }
  }

  void refresh_residuals(const PairSums& sums) {
    const double noise = fit_.variance.noise;
    const double of_pair = fit_.variance.page_caption;
    Spread spread;
    for (std::size_t j = 0; j < fit_.nesting.pairs(); ++j) {
      const Nested& pair = fit_.tree.pairs[j];
      const double fitted = pair.mean + of_pair_[j];
      const double change = fitted - fitted_pair_[j];
      fitted_pair_[j] = fitted;
      const double kept = of_pair / (1.0 + of_pair * sums.weight[j]);
      for (std::size_t i = fit_.nesting.pair_begin[j]; i < fit_.nesting.pair_begin[j + 1]; ++i) {
        fit_.residual[i] -= change;
        information_[i] = fit_.weight[i] * (1.0 - kept * fit_.weight[i]);
        const double share = noise / (noise + fit_.response.variance[i]);
        spread.add(share * fit_.residual[i],
                   1.0 - share + share * share * pair.total_variance / noise);
      }
    }
    learn(fit_.variance.noise, spread, prior_.noise);
  }

  void update_crossed() {
    const auto step = [this](Crossed& factor, double& variance, double prior) {
      learn(variance, update(factor, fit_.weight, information_, fit_.residual), prior);
      factor.variance = variance;
    };
    step(fit_.page_month, fit_.variance.page_month, prior_.page_month);
    step(fit_.day, fit_.variance.day, prior_.day);
    step(fit_.hour, fit_.variance.hour, prior_.hour);
    step(fit_.page_hour, fit_.variance.page_hour, prior_.page_hour);
  }

  // A variance near nothing may move as it likes.
  bool is_settled(const VarianceComponents& before, const VarianceComponents& after) const {
    const double scale = 0.02 * after.noise;
    const auto moved = [&](double a, double b) {
      return std::abs(a - b) > options_.tolerance * (b + scale);
    };
    return !moved(before.noise, after.noise) && !moved(before.page_caption, after.page_caption) &&
           !moved(before.caption, after.caption) && !moved(before.cell, after.cell) &&
           !moved(before.category, after.category) && !moved(before.trigger, after.trigger) &&
           !moved(before.page_tier, after.page_tier) &&
           !moved(before.page_category, after.page_category) &&
           !moved(before.page_trigger, after.page_trigger) && !moved(before.page, after.page) &&
           !moved(before.hour, after.hour) && !moved(before.page_hour, after.page_hour) &&
           !moved(before.page_month, after.page_month) && !moved(before.day, after.day);
  }

  const Observations& observations_;
  const FitOptions& options_;
  const std::vector<double>& discount_;
  const VarianceComponents prior_;
  Fit fit_;
  std::vector<double> information_;
  std::vector<double> of_pair_;      // what its page adds: the sum of the page's factors
  std::vector<double> fitted_pair_;  // that included
};

}  // namespace

Fit fit(const Observations& observations, const FitOptions& options,
        const std::vector<double>& discount) {
  return Sweeper(observations, options, discount).run();
}

}  // namespace eros::learning
