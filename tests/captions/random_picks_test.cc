#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "captions/world.h"
#include "eros/captions/pick.h"
#include "eros/captions/random_picks.h"

namespace eros::captions {
namespace {

using model::Pick;
using model::Tier;

World unequal() {
  World world;
  for (int i = 0; i < 24; ++i) {
    const auto row = world.add(i < 14 ? Tier::mid : Tier::budget, "Category " + std::to_string(i));
    model::CaptionStats stats;
    stats.caption_id = world.bank.id[row];
    stats.successes = 1.0 + 2 * (i % 7);
    stats.failures = 6.0;
    world.inputs.caption_stats.push_back(stats);
  }
  world.policy = &find_policy("beta");
  world.want(6, 0);
  return world;
}

// The chance of each such that they fill their share of the places on the mean: by counting.
TEST(RandomPicks, FillTheirShareOfThePlaces) {
  base::Draws draws(7, 7);
  for (const double share : {0.01, 0.1, 0.5, 0.9}) {
    for (const int places : {1, 4, 12}) {
      for (const std::size_t captions : {3U, 20U, 300U}) {
        const double chance = chance_of_each(share, places, captions);
        constexpr int weeks = 2'000;
        double filled = 0.0;
        for (int week = 0; week < weeks; ++week) {
          int drawn = 0;
          for (std::size_t i = 0; i < captions; ++i) drawn += draws.uniform() < chance ? 1 : 0;
          filled += std::min(drawn, places);
        }
        const int most = std::min(places, static_cast<int>(captions));
        EXPECT_NEAR(filled / weeks, share * most, 4.5 * std::sqrt(share * most / weeks) + 1e-9)
            << share << " of " << places << " places, " << captions << " captions";
      }
    }
  }
  EXPECT_EQ(chance_of_each(1.0, 4, 20), 1.0);
  EXPECT_EQ(chance_of_each(0.0, 4, 20), 0.0);
  EXPECT_EQ(chance_of_each(0.5, 0, 20), 0.0);
  EXPECT_NEAR(chance_of_each(0.01, 4, 44'000), 0.04 / 44'000, 1e-10) << "p' = 0.99 p + 0.01 / N";
}

TEST(RandomPicks, AreTheirShareAndFavourNobody) {
  constexpr int weeks = 4'000;
  World world = unequal();
  world.settings.exploration.random_share = 0.25;
  int random = 0;
  int all = 0;
  std::map<model::CaptionBank::Row, int> of_mid;
  for (int week = 1; week <= weeks; ++week) {
    world.seed = static_cast<std::uint64_t>(week);
    for (const Pick& pick : pick(world.request()).ppv) {
      if (pick.decision.filled_from_other_tier) continue;  // no place of its own tier
      ++all;
      if (!pick.decision.is_random) continue;
      ++random;
      if (pick.tier == Tier::mid) ++of_mid[pick.bank_row];
    }
  }
  EXPECT_NEAR(static_cast<double>(random) / all, 0.25, 0.02);
  double mean = 0.0;
  for (const auto& [row, times] : of_mid) mean += times / 14.0;
  for (const auto& [row, times] : of_mid) EXPECT_NEAR(times, mean, 4.5 * std::sqrt(mean)) << row;
}

TEST(RandomPicks, OfNoShareAreNone) {
  const World world = unequal();
  for (const Pick& pick : pick(world.request()).ppv) EXPECT_FALSE(pick.decision.is_random);
}

}  // namespace
}  // namespace eros::captions
