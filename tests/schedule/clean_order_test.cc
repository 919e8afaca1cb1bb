#include "eros/schedule/clean_order.h"

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

RC_GTEST_PROP(CleanOrder, IsFoundWhereOneTierIsNearlyTooCommon, ()) {
  const CrowdedWeek week = crowded_week(0);
  const Sequence sequence = put_in_sequence(week.candidates, week.selected, week.slots, {});
  RC_ASSERT(sequence.broken_patterns == 0);
  RC_ASSERT(sequence.upper_bound >= sequence.value - 1e-9);
}

RC_GTEST_PROP(CleanOrder, KeepsSharesAndRules, ()) {
  const CrowdedWeek week = crowded_week(0);
  model::TierCounts shares;
  for (const std::size_t at : week.selected) {
    ++shares.of[static_cast<std::size_t>(week.candidates.ppv[at].quota)];
  }
  const auto order = clean_order(week.candidates, shares, 20'000);
  RC_ASSERT(order.has_value());
  const Patterns patterns(week.candidates.ppv);
  for (std::size_t at = 0; at < order->size(); ++at) {
    RC_ASSERT(patterns.breaks_from(*order, at) == 0);
    --shares.of[static_cast<std::size_t>(week.candidates.ppv[(*order)[at]].quota)];
  }
  RC_ASSERT(std::ranges::count(shares.of, 0) == std::ssize(shares.of));
}

TEST(CleanOrder, IsNoneWhereThereIsNone) {
  CrowdedWeek week;
  for (int at = 0; at < 3; ++at) {
    Candidate caption;
    caption.tier = caption.quota = 0;
    week.candidates.ppv.push_back(caption);
  }
  week.candidates.left = {.urgent = 9, .category = {9}, .trigger = {9}};
  model::TierCounts shares;
  shares.of[0] = 3;
  EXPECT_FALSE(clean_order(week.candidates, shares, 100).has_value());
  shares.of[0] = 2;
  EXPECT_TRUE(clean_order(week.candidates, shares, 100).has_value());
  EXPECT_FALSE(clean_order(week.candidates, shares, 1).has_value()) << "not in one try";
}

}  // namespace
}  // namespace eros::schedule
