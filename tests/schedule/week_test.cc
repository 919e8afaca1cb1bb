#include "eros/schedule/week.h"

#include <gtest/gtest.h>

namespace eros::schedule {
namespace {

struct Case {
  const char* zone;
  const char* start;
  int steps;     // minutes from the first day's start to the eighth's
  int readable;  // of them, minutes whose reading names just them
};

class WeekOf : public testing::TestWithParam<Case> {};

TEST_P(WeekOf, HasEveryMinuteWithItsReading) {
  const base::Zone zone = base::Zone::find(GetParam().zone);
  const Week week = week_of(zone, *base::parse_day(GetParam().start));
  EXPECT_EQ(week.steps(), GetParam().steps);
  int readable = 0;
  for (int step = 0; step < week.steps(); ++step) {
    const bool unique = zone.to_instant(zone.to_local(week.at(step))) == week.at(step);
    const base::LocalDay day = zone.local_day(week.at(step));
    const bool of_its_day = day == week.local_day(week.day_of(step));
    const bool expected = unique && of_its_day;
    ASSERT_EQ(week.local_minute[static_cast<std::size_t>(step)] != Week::not_readable, expected)
        << base::format_local(zone.to_local(week.at(step)));
    if (!expected) continue;
    ++readable;
    ASSERT_EQ(week.local(step), zone.to_local(week.at(step)));
    ASSERT_EQ(week.step_of(week.at(step)), step);
  }
  EXPECT_EQ(readable, GetParam().readable);
}

// The figures follow from the rules of the zones: 10,080 minutes and what the clocks add or skip.
INSTANTIATE_TEST_SUITE_P(
    Zones, WeekOf,
    testing::Values(Case{"America/Los_Angeles", "2026-11-16", 10'080, 10'080},
                    Case{"America/Los_Angeles", "2026-03-05", 10'020, 10'020},  // one hour skipped
                    Case{"America/Los_Angeles", "2026-10-28", 10'140, 10'080},  // one hour twice
                    Case{"Australia/Lord_Howe", "2026-04-01", 10'110, 10'080},  // half an hour
                    Case{"Australia/Lord_Howe", "2026-10-01", 10'050, 10'050},
                    Case{"America/Sao_Paulo", "2018-11-04", 10'020, 10'020},  // no first midnight
                    Case{"America/Havana", "2026-11-01", 10'140, 10'080},     // midnight twice
                    Case{"America/St_Johns", "2010-11-01", 10'140, 10'080},   // back over midnight
                    Case{"Pacific/Apia", "2011-12-26", 8'640, 8'640}));       // a day skipped

}  // namespace
}  // namespace eros::schedule
