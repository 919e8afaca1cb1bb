#include "eros/schedule/beam.h"

#include <gtest/gtest.h>

#include <limits>

#include "eros/schedule/patterns.h"
#include "paths.h"
#include "schedule/caption_week.h"
#include "schedule/optimal_captions.h"

namespace eros::schedule {
namespace {

using testing::CaptionWeek;
using testing::optimal_captions;

constexpr double infinite = std::numeric_limits<double>::infinity();

Prices priced(const SequenceProblem& problem, bool prices_patterns, double target) {
  PriceSearch search(problem, prices_patterns);
  search.improve(target, false, 20);
  return search.prices();
}

TEST(BeamSearch, FindsTheOptimumWhereNothingIsLeftOut) {
  int complete = 0;
  for (const auto& [number, optimum] : optimal_captions(paths::source_dir)) {
    if (number > 100) break;
    const CaptionWeek week(number);
    const SequenceProblem problem = week.problem();
    const bool is_clean = optimum.broken_patterns == 0;
    const Prices prices = priced(problem, is_clean, optimum.optimum);
    // Anything is better than this.
    const Worth known{is_clean ? 0 : 1000, optimum.optimum - 1.0};
    const BeamResult found = beam_search(problem, prices, known, 20'000);
    if (found.upper_bound != -infinite) continue;
    ++complete;
    EXPECT_EQ(found.worth.broken_patterns, optimum.broken_patterns) << "week " << number;
    EXPECT_NEAR(found.worth.value, optimum.optimum, 1e-6) << "week " << number;
  }
  EXPECT_GT(complete, 80);
}

TEST(BeamSearch, BoundsWhatItLeavesOut) {
  int left_out = 0;
  for (const auto& [number, optimum] : optimal_captions(paths::source_dir)) {
    if (number <= 100 || number > 280 || optimum.broken_patterns > 0) continue;
    const CaptionWeek week(number);
    const SequenceProblem problem = week.problem();
    const double known = optimum.optimum * 0.999;
    const BeamResult found = beam_search(problem, priced(problem, true, known), {0, known}, 3);
    left_out += found.upper_bound == -infinite ? 0 : 1;
    const double best = found.order.empty() ? known : found.worth.value;
    EXPECT_LE(best, optimum.optimum + 1e-6) << "week " << number;
    EXPECT_GE(std::max(best, found.upper_bound), optimum.optimum - 1e-6) << "week " << number;
  }
  EXPECT_GT(left_out, 50);
}

TEST(BeamSearch, FindsNothingBetterThanTheOptimum) {
  for (const auto& [number, optimum] : optimal_captions(paths::source_dir)) {
    if (number > 100) break;
    const CaptionWeek week(number);
    const SequenceProblem problem = week.problem();
    const Worth known{optimum.broken_patterns, optimum.optimum};
    const Prices prices = priced(problem, known.broken_patterns == 0, optimum.optimum);
    EXPECT_TRUE(beam_search(problem, prices, known, 100).order.empty()) << "week " << number;
  }
}

TEST(BeamSearch, KeepsSharesAndBudgets) {
  for (std::uint64_t number = 1; number <= 250; ++number) {
    const CaptionWeek week(number);
    const SequenceProblem problem = week.problem();
    const BeamResult found = beam_search(problem, priced(problem, true, 0.0), {1000, 0.0}, 10);
    if (found.order.empty()) continue;
    BudgetLeft left = week.candidates.left;
    model::TierCounts shares = problem.shares;
    const Patterns patterns(week.candidates.ppv);
    int breaks = 0;
    for (std::size_t at = 0; at < found.order.size(); ++at) {
      const Candidate& caption = week.candidates.ppv[found.order[at]];
      ASSERT_TRUE(left.refuses(caption).empty()) << "week " << number;
      left.take(caption);
      --shares.of[static_cast<std::size_t>(caption.quota)];
      breaks += patterns.breaks_from(found.order, at);
    }
    EXPECT_EQ(shares.total(), 0);
    EXPECT_EQ(breaks, found.worth.broken_patterns);
  }
}

}  // namespace
}  // namespace eros::schedule
