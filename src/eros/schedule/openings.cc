#include "eros/schedule/openings.h"

#include <algorithm>

namespace eros::schedule {

bool is_quiet(const model::Page& page, int minute_of_day) {
  if (page.quiet_start == page.quiet_end) return false;
  if (page.quiet_start < page.quiet_end) {
    return page.quiet_start <= minute_of_day && minute_of_day < page.quiet_end;
  }
  return page.quiet_start <= minute_of_day || minute_of_day < page.quiet_end;
}

std::vector<std::int8_t> hours_of(const Week& week) {
  std::vector<std::int8_t> hours(week.local_minute.size());
  std::transform(
      week.local_minute.begin(), week.local_minute.end(), hours.begin(),
      [](std::int16_t minute) { return static_cast<std::int8_t>(std::max<int>(minute, 0) / 60); });
  return hours;
}

StepGrid open_steps(const Week& week, const model::Page& page, base::Instant as_of,
                    const SlotValues& values, const base::RandomStream& jitter) {
  constexpr double jitter_size = 1e-3;
  StepGrid grid{week.day_begin, std::vector<double>(week.local_minute.size(), StepGrid::closed)};
  for (int day = 0; day < 7; ++day) {
    const auto at = static_cast<std::size_t>(day);
    const bool weekend = base::is_weekend(week.local_day(day));
    for (int step = week.day_begin[at]; step < week.day_begin[at + 1]; ++step) {
      const int minute = week.local_minute[static_cast<std::size_t>(step)];
      if (minute == Week::not_readable || minute % 60 == 0 || is_quiet(page, minute) ||
          week.at(step) < as_of) {
        continue;
      }
      const double draw = jitter.uniform(static_cast<std::uint64_t>(step));
      grid.value[static_cast<std::size_t>(step)] =
          values.of(weekend, minute / 60) * (1.0 + jitter_size * draw);
    }
  }
  return grid;
}

}  // namespace eros::schedule
