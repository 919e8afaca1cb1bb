#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "eros/base/calendar.h"

namespace eros::schedule {

// The seven local days of a plan as a run of UTC minutes. Distances between steps are real elapsed
// minutes, so that a gap holds across midnight and across a change of the clocks.
struct Week {
  base::LocalDay start;
  base::Instant begin;             // step 0: the first whole minute of the first day
  std::array<int, 8> day_begin{};  // first step of each day; [7] is the number of steps
  // The minute of the local day that the clocks show at a step, 0-1439. not_readable where that
  // reading names another instant: the second pass through an hour that the clocks repeat.
  std::vector<std::int16_t> local_minute;
  static constexpr std::int16_t not_readable = -1;

  int steps() const { return day_begin[7]; }
  base::Instant at(int step) const { return begin + base::minutes(step); }
  // The local reading of a readable step.
  base::LocalTime local(int step) const;
  // The day (0-6) that a step lies in.
  int day_of(int step) const;
  base::LocalDay local_day(int day) const { return start + base::days(day); }
  // The step of an instant, rounded down; may lie outside [0, steps()).
  int step_of(base::Instant instant) const;
};

// Cost: one pass over about 10,080 minutes.
Week week_of(const base::Zone& zone, base::LocalDay start);

}  // namespace eros::schedule
