#include "eros/schedule/followups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace eros::schedule {
namespace {

using model::Tier;
using testing::ElementsAre;
using testing::Eq;

const base::Instant monday{base::days(20'000)};
base::Instant hour(int n) { return monday + base::hours(n); }

TEST(FollowUps, NothingFollowsBeforeTheFirstPpv) {
  const std::vector<TimedPpv> ppvs = {{hour(10), Tier::budget}};
  const std::vector<base::Instant> bumps = {hour(9), hour(11)};
  EXPECT_THAT(follow_ups(ppvs, bumps), ElementsAre(std::nullopt, Eq(0U)));
}

TEST(FollowUps, ATierHasItsNumberOfTouches) {
  for (const auto& [tier, most] :
       {std::pair{Tier::budget, 4}, std::pair{Tier::mid, 3}, std::pair{Tier::premium, 2},
        std::pair{Tier::luxury, 2}, std::pair{Tier::vip, 0}}) {
    const std::vector<TimedPpv> ppvs = {{hour(0), tier}};
    std::vector<base::Instant> bumps;
    for (int n = 1; n <= 10; ++n) bumps.push_back(hour(n));
    int linked = 0;
    for (const auto& follows : follow_ups(ppvs, bumps)) linked += follows ? 1 : 0;
    EXPECT_EQ(linked, most) << model::to_string(tier);
  }
}

TEST(FollowUps, ATierHasItsNumberOfDays) {
  for (const auto& [tier, days] : {std::pair{Tier::budget, 5}, std::pair{Tier::mid, 3},
                                   std::pair{Tier::premium, 2}, std::pair{Tier::luxury, 2}}) {
    const std::vector<TimedPpv> ppvs = {{hour(0), tier}};
    const std::vector<base::Instant> in_time = {hour(24 * days)};
    const std::vector<base::Instant> late = {hour(24 * days) + base::minutes(1)};
    EXPECT_THAT(follow_ups(ppvs, in_time), ElementsAre(Eq(0U))) << model::to_string(tier);
    EXPECT_THAT(follow_ups(ppvs, late), ElementsAre(std::nullopt)) << model::to_string(tier);
  }
}

TEST(FollowUps, GoWhereTheyAreMissedMost) {
  // The premium one has its one touch after the first bump; the budget one still lacks three.
  const std::vector<TimedPpv> ppvs = {{hour(0), Tier::budget}, {hour(2), Tier::premium}};
  const std::vector<base::Instant> bumps = {hour(3), hour(4), hour(5), hour(6), hour(7)};
  EXPECT_THAT(follow_ups(ppvs, bumps), ElementsAre(Eq(1U), Eq(0U), Eq(0U), Eq(0U), Eq(1U)));
}

}  // namespace
}  // namespace eros::schedule
