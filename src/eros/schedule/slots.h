#pragma once
#include <array>
#include <limits>
#include <optional>
#include <vector>

// Where in a week a number of sends is worth most. Nothing here knows what a step is: the planner
// uses minutes.
namespace eros::schedule {

using DayCounts = std::array<int, 7>;

// The steps of a week and what a send is worth at each.
struct StepGrid {
  static constexpr double closed = -std::numeric_limits<double>::infinity();
  std::array<int, 8> day_begin{};  // first step of each day; [7] is the number of steps
  std::vector<double> value;       // finite where a send is possible, else `closed`

  int steps() const { return day_begin[7]; }
  bool is_open(int step) const { return value[static_cast<std::size_t>(step)] != closed; }
  // Closes every step nearer than `distance` to `step`, which may lie outside the grid.
  void close_around(int step, int distance);
};

struct ChosenSteps {
  std::vector<int> steps;  // ascending
  double value = 0.0;
};

// The steps of greatest total value with `counts[d]` of them in day d and any two at least `gap`
// (>= 1) apart, also across midnight. Nothing if there are no such steps. Exact: dynamic
// programming, F[j][t] = max(F[j][t-1], F[j-1][t-gap] + value[t]), where the j-th send is bound to
// its day. Cost: sum of counts[d] x steps of day d.
std::optional<ChosenSteps> best_steps(const StepGrid& grid, const DayCounts& counts, int gap);

// How many of `counts` fit, day after day, when every send goes as early as it can. A later day
// never fits more by an earlier one placing differently, so if the answer is `counts` then they
// fit, else they do not.
DayCounts earliest_fill(const StepGrid& grid, const DayCounts& counts, int gap);

struct FittedCounts {
  DayCounts of{};
  int shortfall = 0;  // what no day can hold
};
// Makes `wanted` fit: what a day cannot hold goes, one by one, to the day with most room left (of
// equals, to the one for which more was wanted, then the earlier). No day gets more than `most`.
FittedCounts fit_counts(const StepGrid& grid, const DayCounts& wanted, const DayCounts& most,
                        int gap);

}  // namespace eros::schedule
