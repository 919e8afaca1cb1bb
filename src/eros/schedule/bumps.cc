#include "eros/schedule/bumps.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "eros/schedule/openings.h"

namespace eros::schedule {
namespace {

struct Spacing {
  int between_bumps;     // minutes
  int from_other_sends;  // minutes
};
// Tried in this order; the last is what the rules demand.
constexpr std::array<Spacing, 7> spacings = {{{180, 60},
                                              {150, 60},
                                              {120, 45},
                                              {90, 45},
                                              {60, 30},
                                              {45, 30},
                                              {message_gap_minutes, message_gap_minutes}}};

constexpr std::array cooling_targets = {9 * 60, 14 * 60 + 30, 20 * 60};

// What the time of day is worth to a bump, 0 to 1.
double cooling_preference(int minute) {
  constexpr int as_good = 10;  // minutes around a target
  constexpr double worthless = 360.0;
  double best = 0.0;
  for (const int target : cooling_targets) {
    const int off = std::max(0, std::abs(minute - target) - as_good);
    best = std::max(best, 1.0 - off / worthless);
  }
  return best;
}
double preference(int minute, bool between_ppvs) {
  const bool morning = 8 * 60 <= minute && minute < 11 * 60;
  const bool evening = 18 * 60 <= minute && minute < 22 * 60;
  if (morning || evening) return 1.0;
  return between_ppvs ? 0.9 : 0.7;
}

class Placer {
 public:
  explicit Placer(const BumpRequest& request) : request_(request) {}

  BumpTimes run() {
    BumpTimes times;
    times.shortfall = request_.anywhere;
    for (std::size_t day = 0; day < 7; ++day) {
      const int count = std::min(request_.wanted[day], request_.most[day]);
      place(day, std::min(count, room(day, count)));
      times.shortfall += request_.wanted[day] - held(day);
    }
    while (times.shortfall > 0 && place_one_more()) --times.shortfall;
    for (const auto& steps : placed_) {
      times.steps.insert(times.steps.end(), steps.begin(), steps.end());
    }
    return times;
  }

 private:
  int held(std::size_t day) const { return static_cast<int>(placed_[day].size()); }

  // The day alone, closed around what stands elsewhere: `margin` around other sends, 30 minutes
  // around the bumps of the other days.
  StepGrid day_grid(std::size_t day, int margin) const {
    const int begin = request_.week.day_begin[day];
    const int length = request_.week.day_begin[day + 1] - begin;
    StepGrid grid;
    grid.day_begin.fill(length);
    grid.day_begin[0] = 0;
    grid.value.assign(request_.open.value.begin() + begin,
                      request_.open.value.begin() + begin + length);
    for (const int step : request_.busy) grid.close_around(step - begin, margin);
    for (std::size_t other = 0; other < 7; ++other) {
      if (other == day) continue;
      for (const int step : placed_[other]) grid.close_around(step - begin, message_gap_minutes);
    }
    return grid;
  }

  // How many bumps, up to `most`, the day can hold when they stand as close as they may.
  int room(std::size_t day, int most) const {
    return earliest_fill(day_grid(day, message_gap_minutes), {most}, message_gap_minutes)[0];
  }

  void set_preferences(std::size_t day, StepGrid& grid) const {
    const int begin = request_.week.day_begin[day];
    const int end = request_.week.day_begin[day + 1];
    int first = end;
    int last = begin;
    for (const int step : request_.busy) {
      if (step < begin || step >= end) continue;
      first = std::min(first, step);
      last = std::max(last, step);
    }
    const bool cooling = std::cmp_less(day, request_.cooling_days);
    constexpr double variation = 1e-2;
    for (int step = begin; step < end; ++step) {
      double& value = grid.value[static_cast<std::size_t>(step - begin)];
      if (value == StepGrid::closed) continue;
      const int minute = request_.week.local_minute[static_cast<std::size_t>(step)];
      const bool between = first < step && step < last;
      const double liking = cooling ? cooling_preference(minute) : preference(minute, between);
      value = liking + variation * value;
    }
  }

  // Places `count` bumps, which the day can hold, with the widest spacing that holds them.
  void place(std::size_t day, int count) {
    placed_[day].clear();
    if (count == 0) return;
    for (const Spacing& spacing : spacings) {
      StepGrid grid = day_grid(day, spacing.from_other_sends);
      if (earliest_fill(grid, {count}, spacing.between_bumps)[0] < count) continue;
      set_preferences(day, grid);
      const std::optional<ChosenSteps> chosen = best_steps(grid, {count}, spacing.between_bumps);
      for (const int step : chosen->steps) {
        placed_[day].push_back(step + request_.week.day_begin[day]);
      }
      return;
    }
  }

  bool place_one_more() {
    std::size_t best = 0;
    int most_room = 0;
    for (std::size_t day = 0; day < 7; ++day) {
      const int left = room(day, request_.most[day]) - held(day);
      if (left > most_room) {
        most_room = left;
        best = day;
      }
    }
    if (most_room == 0) return false;
    place(best, held(best) + 1);
    return true;
  }

  const BumpRequest& request_;
  std::array<std::vector<int>, 7> placed_;
};

}  // namespace

BumpTimes bump_times(const BumpRequest& request) { return Placer(request).run(); }

}  // namespace eros::schedule
