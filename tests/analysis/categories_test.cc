#include "eros/analysis/categories.h"

#include <gtest/gtest.h>

#include "analysis/samples.h"

namespace eros::analysis {
namespace {

using model::Tier;
using testing::moments_around;
using testing::sum_around;

model::CategoryRollup category(const std::string& name, Tier tier, double rpr) {
  model::CategoryRollup row{name, tier, {}};
  row.rollup.messages = 6;
  row.rollup.paid = 4;
  row.rollup.viewed = 200;
  row.rollup.purchased = 5;
  row.rollup.rpr = moments_around(4, rpr, 0.0);
  return row;
}

std::string direction(double recent, double prior) {
  auto row = category("Music", Tier::mid, 0.1);
  row.rollup.rpr_recent = sum_around(4, recent);
  row.rollup.rpr_prior = sum_around(4, prior);
  return category_performance(std::vector{row}).front().trend_direction;
}

TEST(CategoryPerformance, TrendNeedsMoreThanTenPercent) {
  EXPECT_EQ(direction(0.11, 0.10), "STABLE");
  EXPECT_EQ(direction(0.1101, 0.10), "RISING");
  EXPECT_EQ(direction(0.09, 0.10), "STABLE");
  EXPECT_EQ(direction(0.0899, 0.10), "DECLINING");
  EXPECT_EQ(direction(0.1, 0.0), "STABLE") << "nothing to divide by";
}

TEST(CategoryPerformance, ReportsTheFigures) {
  auto music = category("Music", Tier::mid, 0.25);
  music.rollup.rpr_recent = sum_around(2, 0.3);
  music.rollup.rpr_prior = sum_around(2, 0.2);
  music.rollup.price = testing::moments_of({15.0, 25.0, 40.0});
  music.rollup.price_conversion = testing::moments_of({0.03, 0.02, 0.01});
  music.rollup.price_conversion_product = 15.0 * 0.03 + 25.0 * 0.02 + 40.0 * 0.01;
  const auto row = category_performance(std::vector{music}).front();
  EXPECT_EQ(row.message_count, 6);
  EXPECT_DOUBLE_EQ(row.avg_rpr.value(), 0.25);
  EXPECT_DOUBLE_EQ(row.avg_conversion_rate.value(), 0.025);
  EXPECT_NEAR(row.trend_pct.value(), 50.0, 1e-9);
  // scipy 1.17.1: pearsonr([15, 25, 40], [.03, .02, .01])
  EXPECT_NEAR(row.price_sensitivity.value(), -0.9933992677987828, 1e-12);
}

TEST(CategoryPerformance, BestTierIsTheCategorysOwn) {
  auto unsold = category("Pets", Tier::luxury, 0.0);
  unsold.rollup.rpr = {};
  const auto rows = category_performance(std::vector{
      category("Music", Tier::budget, 0.2), category("Music", Tier::mid, 0.5),
      category("Music", Tier::premium, 0.5), category("Pets", Tier::budget, 0.1), unsold});
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(rows[i].best_price_tier, Tier::mid) << i;
  EXPECT_EQ(rows[3].best_price_tier, Tier::budget);
  EXPECT_EQ(rows[4].best_price_tier, Tier::budget);
}

TEST(CategoryPerformance, WithoutPaidMessagesHasNoValues) {
  model::CategoryRollup free{"Travel", Tier::bump, {}};
  free.rollup.messages = 9;
  const auto row = category_performance(std::vector{free}).front();
  EXPECT_EQ(row.message_count, 9);
  EXPECT_FALSE(row.avg_rpr);
  EXPECT_FALSE(row.avg_conversion_rate);
  EXPECT_FALSE(row.trend_pct);
  EXPECT_EQ(row.trend_direction, "STABLE");
  EXPECT_FALSE(row.price_sensitivity);
  EXPECT_FALSE(row.best_price_tier);
}

}  // namespace
}  // namespace eros::analysis
