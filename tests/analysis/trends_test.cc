#include "eros/analysis/trends.h"

#include <gtest/gtest.h>

#include "analysis/samples.h"

namespace eros::analysis {
namespace {

using testing::day;
using testing::flat_day;
using testing::moments_around;
using testing::sum_around;

TEST(PerformanceTrends, GroupDaysByWeeksFromMonday) {
  auto friday = flat_day(day(2026, 10, 2), 0.4, 100.0, 2);
  friday.rollup.viewed = 300;
  friday.rollup.purchased = 6;
  auto sunday = flat_day(day(2026, 10, 4), 0.1, 40.0, 4);
  sunday.rollup.viewed = 100;
  sunday.rollup.purchased = 2;
  const auto monday = flat_day(day(2026, 10, 5), 0.3, 70.0);
  const auto later = flat_day(day(2026, 10, 20), 0.3, 70.0);
  const auto trends = performance_trends({}, std::vector{friday, sunday, monday, later});

  ASSERT_EQ(trends.weeks.size(), 3u);
  EXPECT_EQ(trends.weeks[0].week_start, day(2026, 9, 28));
  EXPECT_EQ(trends.weeks[0].messages, 6);
  EXPECT_DOUBLE_EQ(trends.weeks[0].avg_emv.value(), (200.0 + 160.0) / 6.0);
  EXPECT_DOUBLE_EQ(trends.weeks[0].unlock_rate.value(), (0.8 + 0.4) / 6.0);
  EXPECT_DOUBLE_EQ(trends.weeks[0].avg_conversion_rate.value(), 0.02);
  EXPECT_EQ(trends.weeks[1].week_start, day(2026, 10, 5));
  EXPECT_FALSE(trends.weeks[1].avg_conversion_rate);
  EXPECT_EQ(trends.weeks[2].week_start, day(2026, 10, 19)) << "the empty week is left out";
}

std::string direction(double recent, double prior) {
  model::Rollup total;
  total.rpr_recent = sum_around(4, recent);
  total.rpr_prior = sum_around(4, prior);
  return performance_trends(total, {}).trend_direction;
}

TEST(PerformanceTrends, DirectionNeedsMoreThanTenPercent) {
  EXPECT_EQ(direction(0.11, 0.10), "stable");
  EXPECT_EQ(direction(0.1101, 0.10), "rising");
  EXPECT_EQ(direction(0.09, 0.10), "stable");
  EXPECT_EQ(direction(0.0899, 0.10), "declining");
  EXPECT_EQ(direction(0.1, 0.0), "stable");
  EXPECT_EQ(performance_trends({}, {}).trend_direction, "stable");
}

}  // namespace
}  // namespace eros::analysis
