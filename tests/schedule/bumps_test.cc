#include "eros/schedule/bumps.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace eros::schedule {
namespace {

// A week of UTC, open from 8:00 to 23:00.
class Bumps : public testing::Test {
 protected:
  Bumps() : week_(week_of(base::Zone::find("UTC"), *base::parse_day("2026-11-16"))) {
    open_.day_begin = week_.day_begin;
    for (const std::int16_t minute : week_.local_minute) {
      const bool is_open = 8 * 60 <= minute && minute < 23 * 60;
      open_.value.push_back(is_open ? 1.0 : StepGrid::closed);
    }
  }
  static int at(int day, int hour, int minute = 0) { return (day * 24 + hour) * 60 + minute; }

  BumpTimes times(const DayCounts& wanted, const std::vector<int>& busy, int most = 25,
                  int anywhere = 0) {
    StepGrid open = open_;
    for (const int step : busy) open.close_around(step, 30);
    DayCounts cap;
    cap.fill(most);
    return bump_times({week_, open, busy, wanted, cap, 0, anywhere});
  }

  Week week_;
  StepGrid open_;
};

TEST_F(Bumps, StandInTheMorningAndTheEvening) {
  const BumpTimes found = times({2, 0, 0, 0, 0, 0, 0}, {at(0, 14)});
  ASSERT_EQ(found.steps.size(), 2U);
  for (const int step : found.steps) {
    const int hour = step / 60;
    EXPECT_TRUE((8 <= hour && hour < 11) || (18 <= hour && hour < 22)) << hour;
  }
  EXPECT_GE(found.steps[1] - found.steps[0], 180);
  EXPECT_EQ(found.shortfall, 0);
}

TEST_F(Bumps, StandAsFarFromPpvsAsTheDayAllows) {
  const std::vector<int> ppvs = {at(0, 9), at(0, 13), at(0, 17), at(0, 20)};
  for (const int bump : times({3, 0, 0, 0, 0, 0, 0}, ppvs).steps) {
    for (const int ppv : ppvs) EXPECT_GE(std::abs(bump - ppv), 60);
  }
}

TEST_F(Bumps, GoToOtherDaysWhereTheirOwnIsFull) {
  // 15 open hours hold 30 messages half an hour apart.
  const BumpTimes found = times({33, 0, 0, 0, 0, 0, 0}, {}, 100);
  EXPECT_EQ(found.shortfall, 0);
  EXPECT_EQ(found.steps.size(), 33U);
  EXPECT_EQ(found.steps[29], at(0, 22, 30));
  EXPECT_GE(found.steps[30], at(1, 8));
}

TEST_F(Bumps, OfNoDayGoWhereThereIsMostRoom) {
  const BumpTimes found = times({2, 2, 2, 2, 2, 0, 2}, {}, 3, 3);
  EXPECT_EQ(found.steps.size(), 15U);
  EXPECT_EQ(found.shortfall, 0);
  const auto on_day_5 = std::count_if(found.steps.begin(), found.steps.end(),
                                      [](int step) { return step / 1440 == 5; });
  EXPECT_EQ(on_day_5, 2) << "until it is as full as the others";
  EXPECT_EQ(times({2, 2, 2, 2, 2, 0, 2}, {}, 3, 30).shortfall, 12 + 30 - 21);
}

TEST_F(Bumps, FallShortWhereNoDayHasRoom) {
  const BumpTimes found = times({9, 0, 0, 0, 0, 0, 0}, {}, 1);
  EXPECT_EQ(found.steps.size(), 7U);
  EXPECT_EQ(found.shortfall, 2);
}

}  // namespace
}  // namespace eros::schedule
