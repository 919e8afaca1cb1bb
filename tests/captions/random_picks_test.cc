#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "captions/world.h"
#include "eros/captions/pick.h"

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

// Horvitz and Thompson: a caption's picks, each counted as one over its stated probability, come to
// the number of weeks, however seldom it is picked. (Its probability is stated given the other
// captions' draws; over all draws the sum has the right mean all the same.)
TEST(SelectionProbability, OneOverItCountsEveryCaptionOnce) {
  constexpr int weeks = 6'000;
  World world = unequal();
  world.settings.exploration.random_share = 0.1;
  std::map<model::CaptionBank::Row, double> counted;
  std::map<model::CaptionBank::Row, double> squares;
  for (int week = 1; week <= weeks; ++week) {
    world.seed = static_cast<std::uint64_t>(week);
    for (const Pick& pick : pick(world.request()).ppv) {
      ASSERT_GT(pick.decision.selection_probability, 0.0);
      const double count = 1.0 / pick.decision.selection_probability;
      counted[pick.bank_row] += count;
      squares[pick.bank_row] += count * count;
    }
  }
  for (model::CaptionBank::Row row = 0; row < world.bank.size(); ++row) {
    const double error = std::sqrt(squares[row]);
    EXPECT_NEAR(counted[row], weeks, 4.0 * error + 1.0) << row;
    EXPECT_GT(counted[row], 0.0) << "never picked: " << row;
  }
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
  // Two of one week may fall on one caption: a little less than the share.
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
