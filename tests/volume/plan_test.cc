#include "eros/volume/plan.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

#include "eros/base/error.h"
#include "eros/volume/days.h"

namespace eros::volume {
namespace {

using base::minutes;
using model::AccountSize;
using model::Mode;
using model::Zone;

const base::LocalDay monday = *base::parse_day("2026-11-30");

model::Report report(AccountSize size, int score_hundredths, double tolerance = 0.5) {
  model::Report result;
  result.account_classification.account_size = size;
  result.account_classification.saturation_tolerance = tolerance;
  result.saturation.score_hundredths = score_hundredths;
  return result;
}
int sum(const std::array<int, 7>& counts) {
  return std::accumulate(counts.begin(), counts.end(), 0);
}

TEST(Plan, AGreenWeek) {
  const model::Volume week =
      plan(report(AccountSize::medium, 20), {}, monday, Mode::optimize, {}, {});
  EXPECT_EQ(week.zone, Zone::green);
  EXPECT_EQ(week.ppv, 12);
  EXPECT_EQ(week.bump, 8);
  EXPECT_EQ(week.ppv_gap, minutes(120));
  EXPECT_EQ(week.max_messages_per_day, 15);
  EXPECT_EQ(sum(week.ppv_per_day), 12);
  EXPECT_EQ(sum(week.bump_per_day), 8);
}

TEST(Plan, ARedWeekCoolsForTwoDays) {
  const model::Volume week =
      plan(report(AccountSize::mega, 80), {}, monday, Mode::optimize, {}, {});
  EXPECT_EQ(week.zone, Zone::red);
  EXPECT_EQ(week.cooling_days, 2);
  EXPECT_EQ(week.ppv_gap, minutes(75 + 60));
  // 10 x (5 6 7 8 9) / 35 = 1.43 1.71 2.00 2.29 2.57.
  EXPECT_EQ(week.ppv_per_day, (std::array{0, 0, 1, 2, 2, 2, 3}));
  EXPECT_EQ(week.bump, 32);
  EXPECT_EQ(week.bump_per_day[0], 3);
  EXPECT_EQ(week.bump_per_day[1], 3);
  EXPECT_EQ(sum(week.bump_per_day), 32);
}

TEST(Plan, ModesSafeAndConservative) {
  const model::Report green = report(AccountSize::small, 10);
  EXPECT_EQ(plan(green, {}, monday, Mode::safe, {}, {}).ppv, 7);
  EXPECT_EQ(plan(green, {}, monday, Mode::safe, {}, {}).ppv_gap, minutes(150));
  EXPECT_EQ(plan(green, {}, monday, Mode::conservative, {}, {}).ppv, 7);
  EXPECT_EQ(plan(green, {}, monday, Mode::conservative, {}, {}).ppv_gap, minutes(180));
  const model::Report yellow = report(AccountSize::small, 40);
  EXPECT_EQ(plan(yellow, {}, monday, Mode::conservative, {}, {}).ppv_gap, minutes(210));
  const model::Report red = report(AccountSize::small, 90);
  EXPECT_EQ(plan(red, {}, monday, Mode::conservative, {}, {}).ppv_gap, minutes(210));
}

TEST(Plan, OverridesAreExactAndAZoneDecidesAsThatZoneDoes) {
  const model::Report green = report(AccountSize::large, 10);
  model::VolumeOverrides overrides;
  overrides.zone = Zone::red;
  const model::Volume red = plan(green, {}, monday, Mode::optimize, overrides, {});
  EXPECT_EQ(red.ppv, 8);
  EXPECT_EQ(red.bump, 24);
  EXPECT_EQ(red.cooling_days, 2);
  EXPECT_EQ(red.ppv_gap, minutes(150));
  overrides.ppv = 3;
  overrides.bump = 0;
  const model::Volume few = plan(green, {}, monday, Mode::optimize, overrides, {});
  EXPECT_EQ(few.ppv, 3);
  EXPECT_EQ(sum(few.ppv_per_day), 3);
  EXPECT_EQ(sum(few.bump_per_day), 0);
  overrides.ppv = -1;
  EXPECT_THROW(plan(green, {}, monday, Mode::optimize, overrides, {}), base::Error);
}

TEST(Plan, ThePagesOwnLimitsApply) {
  model::Page page;
  page.max_messages_per_day = 2;
  page.min_gap_minutes = 45;
  const model::Volume week =
      plan(report(AccountSize::medium, 40), page, monday, Mode::optimize, {}, {});
  EXPECT_EQ(week.max_messages_per_day, 2);
  EXPECT_EQ(week.ppv_gap, minutes(45 + 30));
  EXPECT_EQ(week.ppv, 9);
  EXPECT_EQ(sum(week.ppv_per_day), 9);
  EXPECT_EQ(week.bump, 9);
  EXPECT_EQ(sum(week.bump_per_day), 5);  // 14 places in all; the other four are left out
}

RC_GTEST_PROP(Plan, NoDayIsEverOverfull, ()) {
  const auto size = static_cast<AccountSize>(*rc::gen::inRange(0, 5));
  const auto mode = static_cast<Mode>(*rc::gen::inRange(0, 3));
  const double tolerance = *rc::gen::inRange(1, 11) / 10.0;
  model::Page page;
  if (*rc::gen::arbitrary<bool>()) page.max_messages_per_day = *rc::gen::inRange(0, 12);
  model::VolumeOverrides overrides;
  if (*rc::gen::arbitrary<bool>()) overrides.ppv = *rc::gen::inRange(0, 300);
  if (*rc::gen::arbitrary<bool>()) overrides.bump = *rc::gen::inRange(0, 300);
  const base::LocalDay start = monday + base::days(*rc::gen::inRange(0, 366));
  const model::Volume week = plan(report(size, *rc::gen::inRange(0, 101), tolerance), page, start,
                                  mode, overrides, base::us_holidays(2027));
  for (std::size_t i = 0; i < 7; ++i) {
    RC_ASSERT(week.ppv_per_day[i] + week.bump_per_day[i] <= week.max_messages_per_day);
    if (static_cast<int>(i) < week.cooling_days) {
      RC_ASSERT(week.ppv_per_day[i] == 0);
      RC_ASSERT(week.bump_per_day[i] <= 3);
    }
  }
  const int ppv_days = 7 - week.cooling_days;
  RC_ASSERT(sum(week.ppv_per_day) == std::min(week.ppv, ppv_days * week.max_messages_per_day));
  RC_ASSERT(sum(week.bump_per_day) <= week.bump);
}

}  // namespace
}  // namespace eros::volume
