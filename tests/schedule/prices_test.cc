#include "eros/schedule/prices.h"

#include <gtest/gtest.h>

#include "eros/schedule/patterns.h"
#include "eros/schedule/sequence.h"
#include "paths.h"
#include "schedule/caption_week.h"
#include "schedule/optimal_captions.h"

namespace eros::schedule {
namespace {

using testing::CaptionWeek;
using testing::optimal_captions;

Prices priced(const SequenceProblem& problem, bool prices_patterns, double target, int rounds) {
  PriceSearch search(problem, prices_patterns);
  search.improve(target, false, rounds);
  return search.prices();
}

TEST(Prices, AreNeverBelowTheOptimum) {
  for (const auto& [number, optimum] : optimal_captions(paths::source_dir)) {
    if (number > 250) break;
    const CaptionWeek week(number);
    const SequenceProblem problem = week.problem();
    const bool is_clean = optimum.broken_patterns == 0;
    for (const int rounds : {0, 5, 40}) {
      EXPECT_GE(priced(problem, is_clean, optimum.optimum, rounds).upper_bound,
                optimum.optimum - 1e-6)
          << "week " << number << ", rounds " << rounds;
    }
  }
}

TEST(Prices, ComeNearTheOptimumWithTheRounds) {
  double at_first = 0.0;
  double after = 0.0;
  int weeks = 0;
  for (const auto& [number, optimum] : optimal_captions(paths::source_dir)) {
    if (number <= 100 || number > 250 || optimum.broken_patterns > 0) continue;
    const CaptionWeek week(number);
    const SequenceProblem problem = week.problem();
    at_first += priced(problem, true, optimum.optimum, 0).upper_bound / optimum.optimum - 1.0;
    after += priced(problem, true, optimum.optimum, 40).upper_bound / optimum.optimum - 1.0;
    ++weeks;
  }
  EXPECT_GT(at_first / weeks, 0.0003);  // there is something to gain
  EXPECT_LT(after / weeks, 0.0001);
}

// upper_bound - losses is the value, but for what priced budgets have left.
TEST(Prices, AccountForEveryPlan) {
  int exact = 0;
  for (std::uint64_t number = 1; number <= 250; ++number) {
    const CaptionWeek week(number);
    const SequenceProblem problem = week.problem();
    const Sequence plan =
        put_in_sequence(week.candidates, week.selected, week.slots, model::PlanSettings());
    if (plan.order.empty() || plan.broken_patterns > 0) continue;
    const Prices prices = priced(problem, true, plan.value, 10);
    double worth = prices.upper_bound;
    for (std::size_t column = 0; column < prices.captions.size(); ++column) {
      const auto at = std::find(plan.order.begin(), plan.order.end(), prices.captions[column]);
      worth -= at == plan.order.end()
                   ? prices.unused_loss[column]
                   : prices.loss.row(static_cast<std::size_t>(at - plan.order.begin()))[column];
    }
    for (const PricedWindow& window : prices.windows) {
      int left = window.most;
      for (std::size_t at = window.begin; at < window.begin + window.size; ++at) {
        const Candidate& caption = week.candidates.ppv[plan.order[at]];
        left -= caption.*window.attribute == window.name ? 1 : 0;
      }
      ASSERT_GE(left, 0);
      worth -= left * window.price;
    }
    EXPECT_GE(worth, plan.value - 1e-9) << "week " << number;
    exact += worth < plan.value + 1e-9 ? 1 : 0;
  }
  EXPECT_GT(exact, 100);
}

TEST(Prices, LeaveOutNoCaptionOfABetterPlan) {
  for (const auto& [number, optimum] : optimal_captions(paths::source_dir)) {
    if (number <= 100 || number > 200 || optimum.broken_patterns > 0) continue;
    const CaptionWeek week(number);
    const SequenceProblem problem = week.problem();
    PriceSearch search(problem, true);
    const double below = optimum.optimum * 0.999;
    search.improve(below, true, 20);
    // The optimum is better than what is at hand, so the bound on what is left must still cover it.
    EXPECT_GE(search.prices().upper_bound, optimum.optimum - 1e-6) << "week " << number;
    EXPECT_LE(search.prices().captions.size(), week.candidates.ppv.size());
  }
}

}  // namespace
}  // namespace eros::schedule
