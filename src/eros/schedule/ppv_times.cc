#include "eros/schedule/ppv_times.h"

#include <algorithm>
#include <numeric>

#include "eros/schedule/hour_limit.h"
#include "eros/schedule/reduced_counts.h"

namespace eros::schedule {
namespace {

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

  const FittedCounts counts = fit_counts(
      grid, reduced_counts(request.volume.ppv_per_day, request.volume.ppv_weights, request.count),
      most, gap);
  const int placed = std::accumulate(counts.of.begin(), counts.of.end(), 0);
  PpvTimes times;
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
