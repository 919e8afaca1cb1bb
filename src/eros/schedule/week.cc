#include "eros/schedule/week.h"

#include <algorithm>

namespace eros::schedule {
namespace {

constexpr int minutes_a_day = 24 * 60;

int whole_minutes(base::microseconds span) {
  return static_cast<int>(std::chrono::floor<base::minutes>(span).count());
}

}  // namespace

base::LocalTime Week::local(int step) const {
  return base::LocalTime(local_day(day_of(step))) +
         base::minutes(local_minute[static_cast<std::size_t>(step)]);
}

int Week::day_of(int step) const {
  // Upper bound, so that a day that the zone skipped (no steps) is passed over.
  const auto after = std::upper_bound(day_begin.begin() + 1, day_begin.end() - 1, step);
  return static_cast<int>(after - day_begin.begin()) - 1;
}

int Week::step_of(base::Instant instant) const { return whole_minutes(instant - begin); }

Week week_of(const base::Zone& zone, base::LocalDay start) {
  Week week;
  week.start = start;
  week.begin = std::chrono::ceil<base::minutes>(zone.day_start(start));
  for (int day = 0; day <= 7; ++day) {
    week.day_begin[static_cast<std::size_t>(day)] =
        whole_minutes(zone.day_start(start + base::days(day)) - week.begin);
  }
  week.local_minute.assign(static_cast<std::size_t>(week.steps()), Week::not_readable);

  const base::LocalTime origin(start);
  // Clocks only repeat readings within hours; a day before the week is more than enough to know
  // which readings have been seen.
  int latest_seen = -2 * minutes_a_day;
  const base::Instant from = week.begin - base::days(1);
  for (const base::ZoneOffset& span : zone.offsets(from, week.at(week.steps()))) {
    const int first = whole_minutes(std::max(span.from, from) - week.begin);
    const int end = std::min(week.steps(),
                             whole_minutes(std::min(span.to, week.at(week.steps())) - week.begin));
    const int shift =
        whole_minutes(base::LocalTime(week.begin.time_since_epoch() + span.offset) - origin);
    for (int step = first; step < end; ++step) {
      const int reading = step + shift;  // minutes since the local midnight that starts the week
      if (reading <= latest_seen) continue;
      latest_seen = reading;
      if (step < 0 || reading < 0 || reading >= 7 * minutes_a_day) continue;
      week.local_minute[static_cast<std::size_t>(step)] =
          static_cast<std::int16_t>(reading % minutes_a_day);
    }
  }
  return week;
}

}  // namespace eros::schedule
