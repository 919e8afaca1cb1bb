#include "eros/analysis/hours.h"

#include <gtest/gtest.h>

#include <cmath>

#include "analysis/samples.h"

namespace eros::analysis {
namespace {

using testing::moments_around;

model::HourRollup hour(bool weekend, int at, std::int64_t n, double rpr, double spread = 0.01) {
  model::HourRollup row;
  row.weekend = weekend;
  row.hour = at;
  row.rollup.messages = n;
  row.rollup.paid = n;
  row.rollup.viewed = 100 * n;
  row.rollup.purchased = 3 * n;
  row.rollup.rpr = moments_around(n, rpr, spread);
  return row;
}

// By hand: the page's mean is 26.4 / 100 = 0.264; the weekdays' prior (22 + 2.64) / 90 = 0.27378,
// the weekend's (4.4 + 2.64) / 30 = 0.23467.
TEST(TimeWindows, ShrinkAnHourToItsDayTypeAndThatToThePage) {
  const auto rows = time_windows(
      std::vector{hour(false, 9, 60, 0.2), hour(false, 20, 20, 0.5), hour(true, 11, 20, 0.22)});
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].hour, 20);
  EXPECT_NEAR(rows[0].shrunk_value, (10.0 + 24.64 / 9.0) / 30.0, 1e-12);
  EXPECT_TRUE(rows[1].weekend);
  EXPECT_NEAR(rows[1].shrunk_value, (4.4 + 7.04 / 3.0) / 30.0, 1e-12);
  EXPECT_EQ(rows[2].hour, 9);
  EXPECT_NEAR(rows[2].shrunk_value, (12.0 + 24.64 / 9.0) / 70.0, 1e-12);
  EXPECT_DOUBLE_EQ(rows[2].avg_rpr.value(), 0.2);
  EXPECT_DOUBLE_EQ(rows[2].avg_conversion_rate.value(), 0.03);
  EXPECT_TRUE(rows[0].is_statistically_significant);
  EXPECT_FALSE(rows[1].p_value) << "the weekend has no other hour";
}

TEST(TimeWindows, FewLuckyMessagesDoNotBeatManyGoodOnes) {
  const auto rows = time_windows(
      std::vector{hour(false, 8, 50, 0.1), hour(false, 13, 2, 0.45), hour(false, 19, 50, 0.4)});
  EXPECT_EQ(rows[0].hour, 19);
  EXPECT_EQ(rows[1].hour, 13);
}

TEST(TimeWindows, ConfidenceFollowsTheCount) {
  const auto confidence = [](std::int64_t n) {
    return time_windows(std::vector{hour(false, 9, n, 0.2)}).front().confidence;
  };
  EXPECT_EQ(confidence(4), "LOW_CONF");
  EXPECT_EQ(confidence(5), "MED_CONF");
  EXPECT_EQ(confidence(9), "MED_CONF");
  EXPECT_EQ(confidence(10), "HIGH_CONF");
}

TEST(TimeWindows, EqualHoursStandWeekdayFirstThenByHour) {
  const auto rows = time_windows(
      std::vector{hour(true, 9, 8, 0.25), hour(false, 20, 8, 0.25), hour(false, 9, 8, 0.25)});
  EXPECT_FALSE(rows[0].weekend);
  EXPECT_EQ(rows[0].hour, 9);
  EXPECT_EQ(rows[1].hour, 20);
  EXPECT_TRUE(rows[2].weekend);
}

TEST(TimeWindows, LeaveOutHoursWithoutPaidMessages) {
  auto free = hour(false, 7, 5, 0.0);
  free.rollup.rpr = {};
  EXPECT_TRUE(time_windows(std::vector{free}).empty());
  EXPECT_EQ(time_windows(std::vector{free, hour(false, 9, 3, 0.2)}).size(), 1u);
  EXPECT_TRUE(time_windows({}).empty());
}

// By hand: the factors 1, 2, 1 of hours with 60, 20, 20 messages have mean 1.2; the page's is
// 0.264.
TEST(TimeWindows, TakeWhatWasLearnedOfThePagesHours) {
  const std::vector hours = {hour(false, 9, 60, 0.2), hour(false, 20, 20, 0.5),
                             hour(true, 11, 20, 0.22)};
  const std::vector<model::HourEffect> own = {{0, 9, 0.0, 0.8, 60},
                                              {0, 20, std::log(2.0), 0.6, 20},
                                              {0, 21, std::log(3.0), 0.0, 0},
                                              {0, 35, 0.0, 0.5, 20}};
  const auto rows = time_windows(hours, own);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].hour, 21) << "an hour that the page never tried";
  EXPECT_EQ(rows[0].n, 0);
  EXPECT_EQ(rows[0].own_share, 0.0);
  EXPECT_NEAR(rows[0].shrunk_value, 3.0 * 0.264 / 1.2, 1e-12);
  EXPECT_EQ(rows[1].hour, 20);
  EXPECT_NEAR(rows[1].shrunk_value, 2.0 * 0.264 / 1.2, 1e-12);
  EXPECT_EQ(rows[1].own_share, 0.6);
  EXPECT_TRUE(rows[3].weekend);
}

TEST(TimeWindows, APageThatNothingWasLearnedOfHasAllPagesHours) {
  const std::vector<model::HourEffect> all = {{0, 9, 0.0, 1.0, 600}, {0, 20, 0.5, 1.0, 600}};
  const auto rows = time_windows(std::vector{hour(false, 9, 2, 0.2)}, {}, all);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].hour, 20);
  EXPECT_EQ(rows[0].own_share, 0.0);
}

}  // namespace
}  // namespace eros::analysis
