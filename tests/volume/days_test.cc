#include "eros/volume/days.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

namespace eros::volume {
namespace {

using model::Zone;

constexpr DayCounts roomy = {100, 100, 100, 100, 100, 100, 100};
constexpr DayWeights even = {1, 1, 1, 1, 1, 1, 1};

base::LocalDay day(const char* text) { return *base::parse_day(text); }
int sum(const DayCounts& counts) { return std::accumulate(counts.begin(), counts.end(), 0); }

TEST(Days, TiesGoToTheEarlierDay) {
  EXPECT_EQ(spread(8, even, roomy), (DayCounts{2, 1, 1, 1, 1, 1, 1}));
  EXPECT_EQ(spread(10, even, roomy), (DayCounts{2, 2, 2, 1, 1, 1, 1}));
}

TEST(Days, FridayAndSaturdayWeighATenthMore) {
  const DayWeights weights = day_weights(day("2026-11-30"), {}, {});  // a Monday
  EXPECT_EQ(weights[4] * 100, weights[0] * 110);
  EXPECT_EQ(weights[5] * 100, weights[0] * 110);
  EXPECT_EQ(weights[6], weights[0]);
  EXPECT_EQ(spread(9, weights, roomy), (DayCounts{1, 1, 1, 1, 2, 2, 1}));
}

TEST(Days, WeekdayMultiplierCountsOnlyWhereSignificant) {
  model::DayOfWeekPattern tuesday;
  tuesday.iso_weekday = 2;
  tuesday.volume_multiplier = 1.3;
  const model::DayOfWeekPattern guess = tuesday;
  tuesday.is_statistically_significant = true;
  const base::LocalDay monday = day("2026-11-30");
  EXPECT_EQ(day_weights(monday, std::vector{guess}, {}), day_weights(monday, {}, {}));
  const DayWeights weights = day_weights(monday, std::vector{tuesday}, {});
  EXPECT_EQ(weights[1] * 10, weights[0] * 13);
}

TEST(Days, AHolidayWeighsByItsImpactTheSmallestWhereTwoMeet) {
  const base::LocalDay monday = day("2026-11-23");
  const std::vector<base::Holiday> holidays = {
      {day("2026-11-26"), "Thanksgiving", "FEDERAL", true, 0.7},
      {day("2026-11-27"), "Black Friday", "COMMERCIAL", false, 0.9},
      {day("2026-11-26"), "Town fair", "CULTURAL", false, 1.2},
      {day("2026-12-25"), "Christmas Day", "FEDERAL", true, 0.6}};
  const DayWeights weights = day_weights(monday, {}, holidays);
  EXPECT_EQ(weights[3] * 10, weights[0] * 7);
  EXPECT_EQ(weights[4] * 100, weights[0] * 99);  // 1.10 x 0.9
  EXPECT_EQ(weights[6], weights[0]);
}

TEST(Days, RedRampAfterTwoCoolingDays) {
  const DayWeights ramp = ppv_weights(Zone::red, even);
  EXPECT_EQ(ramp, (DayWeights{0, 0, 5, 6, 7, 8, 9}));
  EXPECT_EQ(ppv_weights(Zone::yellow, even), even);
  // 8 x (5 6 7 8 9) / 35 = 1.14 1.37 1.60 1.83 2.06.
  EXPECT_EQ(spread(8, ramp, roomy), (DayCounts{0, 0, 1, 1, 2, 2, 2}));
}

TEST(Days, SurplusMovesToDaysWithRoomAndTheRestIsLeftOut) {
  EXPECT_EQ(spread(14, even, {1, 1, 9, 9, 9, 9, 9}), (DayCounts{1, 1, 3, 3, 2, 2, 2}));
  EXPECT_EQ(spread(50, even, {3, 3, 3, 3, 3, 3, 3}), (DayCounts{3, 3, 3, 3, 3, 3, 3}));
  EXPECT_EQ(spread(5, DayWeights{}, roomy), DayCounts{});
}

RC_GTEST_PROP(Days, SpreadKeepsTotalsAndLimits, ()) {
  const int total = *rc::gen::inRange(0, 80);
  DayWeights weights{};
  DayCounts capacity{};
  int room = 0;
  for (std::size_t i = 0; i < 7; ++i) {
    weights[i] = *rc::gen::inRange(0, 12);
    capacity[i] = *rc::gen::inRange(0, 9);
    if (weights[i] > 0) room += capacity[i];
  }
  const DayCounts counts = spread(total, weights, capacity);
  RC_ASSERT(sum(counts) == std::min(total, room));
  for (std::size_t i = 0; i < 7; ++i) {
    RC_ASSERT(counts[i] >= 0 && counts[i] <= capacity[i]);
    if (weights[i] == 0) RC_ASSERT(counts[i] == 0);
  }
}

// Without limits every day gets its exact share rounded down or up.
RC_GTEST_PROP(Days, SpreadIsProportional, ()) {
  const int total = *rc::gen::inRange(0, 60);
  DayWeights weights{};
  for (std::int64_t& weight : weights) weight = *rc::gen::inRange(1, 2000);
  const double all = static_cast<double>(std::accumulate(weights.begin(), weights.end(), 0LL));
  const DayCounts counts = spread(total, weights, roomy);
  RC_ASSERT(sum(counts) == total);
  for (std::size_t i = 0; i < 7; ++i) {
    const double share = total * static_cast<double>(weights[i]) / all;
    RC_ASSERT(counts[i] > share - 1.0 && counts[i] < share + 1.0);
  }
}

}  // namespace
}  // namespace eros::volume
