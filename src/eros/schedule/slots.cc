#include "eros/schedule/slots.h"

#include <algorithm>
#include <numeric>

#include "eros/schedule/best_so_far.h"

namespace eros::schedule {
namespace {

int total(const DayCounts& counts) { return std::accumulate(counts.begin(), counts.end(), 0); }

// The days from most room to least.
std::array<std::size_t, 7> by_room(const DayCounts& room, const DayCounts& wanted) {
  std::array<std::size_t, 7> days{};
  std::iota(days.begin(), days.end(), 0U);
  std::stable_sort(days.begin(), days.end(), [&](std::size_t a, std::size_t b) {
    return room[a] != room[b] ? room[a] > room[b] : wanted[a] > wanted[b];
  });
  return days;
}

}  // namespace

void StepGrid::close_around(int step, int distance) {
  const int from = std::max(0, step - distance + 1);
  const int to = std::min(steps(), step + distance);
  for (int at = from; at < to; ++at) value[static_cast<std::size_t>(at)] = closed;
}

std::optional<ChosenSteps> best_steps(const StepGrid& grid, const DayCounts& counts, int gap) {
  std::vector<BestSoFar> rows;
  rows.reserve(static_cast<std::size_t>(total(counts)));
  for (std::size_t day = 0; day < 7; ++day) {
    for (int n = 0; n < counts[day]; ++n) {
      const BestSoFar* previous = rows.empty() ? nullptr : &rows.back();
      rows.push_back(
          best_so_far(grid, previous, grid.day_begin[day], grid.day_begin[day + 1], gap));
    }
  }
  ChosenSteps chosen;
  if (rows.empty()) return chosen;
  int latest = grid.steps() - 1;
  chosen.value = rows.back().up_to(latest);
  if (chosen.value == StepGrid::closed) return std::nullopt;
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    chosen.steps.push_back(row->first_reaching(latest));
    latest = chosen.steps.back() - gap;
  }
  std::reverse(chosen.steps.begin(), chosen.steps.end());
  return chosen;
}

DayCounts earliest_fill(const StepGrid& grid, const DayCounts& counts, int gap) {
  DayCounts fitted{};
  int free_from = 0;
  for (std::size_t day = 0; day < 7; ++day) {
    int step = std::max(grid.day_begin[day], free_from);
    while (fitted[day] < counts[day] && step < grid.day_begin[day + 1]) {
      if (grid.is_open(step)) {
        ++fitted[day];
        free_from = step + gap;
        step = free_from;
      } else {
        ++step;
      }
    }
  }
  return fitted;
}

FittedCounts fit_counts(const StepGrid& grid, const DayCounts& wanted, const DayCounts& most,
                        int gap) {
  DayCounts allowed{};
  for (std::size_t day = 0; day < 7; ++day) allowed[day] = std::min(wanted[day], most[day]);
  FittedCounts fitted{earliest_fill(grid, allowed, gap), 0};
  fitted.shortfall = total(wanted) - total(fitted.of);
  if (fitted.shortfall == 0) return fitted;

  DayCounts room{};
  for (std::size_t day = 0; day < 7; ++day) {
    DayCounts alone{};
    alone[day] = most[day];
    room[day] = earliest_fill(grid, alone, gap)[day] - fitted.of[day];
  }
  bool moved = true;
  while (fitted.shortfall > 0 && moved) {
    moved = false;
    for (const std::size_t day : by_room(room, wanted)) {
      if (room[day] <= 0) break;
      DayCounts one_more = fitted.of;
      ++one_more[day];
      --room[day];
      if (earliest_fill(grid, one_more, gap) != one_more) {
        room[day] = 0;  // its neighbours leave it no more
        continue;
      }
      fitted.of = one_more;
      --fitted.shortfall;
      moved = true;
      break;
    }
  }
  return fitted;
}

}  // namespace eros::schedule
