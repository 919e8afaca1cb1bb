#include "eros/learning/drift.h"

#include <gtest/gtest.h>

#include <cmath>

#include "eros/learning/learn.h"
#include "learning/generated.h"

namespace eros::learning {
namespace {

TEST(Drift, IsNotFoundWhereThereIsNone) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    World world;
    world.seed = seed;
    const model::Learned learned = learn(generate(world).observations, {});
    EXPECT_LT(learned.drift_z, 3.0) << seed;
    EXPECT_FALSE(learned.half_life_days.has_value()) << seed;
  }
}

TEST(Drift, IsFoundAndOldObservationsThenCountLess) {
  World world;
  world.drift_per_day = 0.003;  // 0.5 of variance in half a year
  const Generated made = generate(world);
  const model::Learned learned = learn(made.observations, {});
  EXPECT_GT(learned.drift_z, 3.0);
  ASSERT_TRUE(learned.half_life_days.has_value());
  EXPECT_GT(*learned.half_life_days, 10.0);
  EXPECT_LT(*learned.half_life_days, 120.0);
}

TEST(Drift, DiscountHalvesWithEachHalfLife) {
  model::Observations observations;
  observations.as_of = base::Instant(base::days(100));
  for (const int age : {0, 14, 28}) observations.at.push_back(observations.as_of - base::days(age));
  const std::vector<double> weights = discounts(observations, 14.0);
  EXPECT_DOUBLE_EQ(weights[0], 1.0);
  EXPECT_DOUBLE_EQ(weights[1], 0.5);
  EXPECT_DOUBLE_EQ(weights[2], 0.25);
}

}  // namespace
}  // namespace eros::learning
