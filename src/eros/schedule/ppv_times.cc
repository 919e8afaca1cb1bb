#include "eros/schedule/ppv_times.h"

#include <algorithm>
#include <numeric>

#include "eros/schedule/hour_limit.h"

namespace eros::schedule {
namespace {

// Volume's counts a day, less what there is no caption for: taken from the fullest days, late ones
// first.
DayCounts wanted_counts(const model::Volume& volume, int count) {
  DayCounts wanted = volume.ppv_per_day;
  int spare = std::accumulate(wanted.begin(), wanted.end(), 0) - count;
  for (; spare > 0; --spare) --*std::max_element(wanted.rbegin(), wanted.rend());
  return wanted;
}

StepGrid ppv_grid(const PpvTimesRequest& request, int gap) {
  StepGrid grid = request.open;
  for (const int step : request.planned_ppvs) grid.close_around(step, gap);
  for (const int step : request.planned_bumps) grid.close_around(step, message_gap_minutes);
  return grid;
}

}  // namespace

PpvTimes ppv_times(const PpvTimesRequest& request) {
  const int gap = std::max(message_gap_minutes, static_cast<int>(request.volume.ppv_gap.count()));
  const StepGrid grid = ppv_grid(request, gap);
  DayCounts most = request.day_room;
  std::fill_n(most.begin(), std::min(7, request.volume.cooling_days), 0);

  const FittedCounts counts =
      fit_counts(grid, wanted_counts(request.volume, request.count), most, gap);
  const int placed = std::accumulate(counts.of.begin(), counts.of.end(), 0);
  PpvTimes times;
  times.shortfall = request.count - placed;
  if (const auto within_limit = best_steps_with_hour_limit(grid, hours_of(request.week), counts.of,
                                                           gap, most_in_one_hour(placed))) {
    times.chosen = *within_limit;
    return times;
  }
  times.hour_limit_kept = false;
  times.chosen = best_steps(grid, counts.of, gap).value_or(ChosenSteps{});
  return times;
}

}  // namespace eros::schedule
