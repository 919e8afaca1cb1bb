#include "eros/schedule/fewest_breaks.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "eros/schedule/patterns.h"
#include "eros/schedule/sequence.h"
#include "schedule/crowded_week.h"

namespace eros::schedule {
namespace {

using testing::crowded_week;
using testing::CrowdedWeek;

int breaks_of(const CrowdedWeek& week, const std::vector<std::size_t>& order) {
  const Patterns patterns(week.candidates.ppv);
  int breaks = 0;
  for (std::size_t at = 0; at < order.size(); ++at) breaks += patterns.breaks_from(order, at);
  return breaks;
}

RC_GTEST_PROP(FewestBreaks, AreWhatAWeekHasThatCannotDoWithout, ()) {
  const int fewest = *rc::gen::inRange(1, 5);
  const CrowdedWeek week = crowded_week(fewest);
  RC_ASSERT(breaks_of(week, week.selected) == fewest);
  const Sequence sequence = put_in_sequence(week.candidates, week.selected, week.slots, {});
  RC_ASSERT(sequence.broken_patterns == fewest);
}

RC_GTEST_PROP(FewestBreaks, KeepSharesAndBudgets, ()) {
  CrowdedWeek week = crowded_week(2);
  for (Candidate& caption : week.candidates.ppv) caption.urgent = *rc::gen::arbitrary<bool>();
  week.candidates.left.urgent = static_cast<int>(std::ranges::count_if(
      week.selected, [&](std::size_t at) { return week.candidates.ppv[at].urgent; }));
  std::vector<std::size_t> start = week.selected;
  std::ranges::sort(start, {}, [&](std::size_t at) { return week.candidates.ppv[at].tier; });
  const std::vector<std::size_t> order = fewest_breaks(week.candidates, start, 2'000);
  RC_ASSERT(breaks_of(week, order) <= breaks_of(week, start));
  model::TierCounts shares;
  BudgetLeft left = week.candidates.left;
  for (const std::size_t at : start) {
    ++shares.of[static_cast<std::size_t>(week.candidates.ppv[at].quota)];
  }
  for (const std::size_t at : order) {
    --shares.of[static_cast<std::size_t>(week.candidates.ppv[at].quota)];
    RC_ASSERT(left.refuses(week.candidates.ppv[at]).empty());
    left.take(week.candidates.ppv[at]);
  }
  RC_ASSERT(std::ranges::count(shares.of, 0) == std::ssize(shares.of));
}

TEST(FewestBreaks, InNoStepsAreThoseOfTheOrderItself) {
  CrowdedWeek week;
  week.candidates.ppv.resize(3);
  week.candidates.left = {.urgent = 9, .category = {9}, .trigger = {9}};
  EXPECT_EQ(fewest_breaks(week.candidates, {2, 0, 1}, 0), (std::vector<std::size_t>{2, 0, 1}));
  EXPECT_EQ(fewest_breaks(week.candidates, {}, 100), std::vector<std::size_t>());
}

}  // namespace
}  // namespace eros::schedule
