#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "eros/schedule/slots.h"

namespace eros::schedule {

// best_steps with at most `limit` of the steps in any one local hour of the week, for weeks whose
// days do not touch: no two open steps of different days are nearer than `gap` (quiet nights).
// Every way to choose hours for a day's sends is valued by dynamic programming; prices on hours
// (Lagrangian relaxation) then rule out all but the ways near the best, and a depth-first search
// over the days combines what is left. `known`: steps that keep the limit, to be bettered.
// Exact; nothing where the days touch, or where there are too many ways to look at them all.
// Cost: ways of a day x 60, mostly; about a millisecond.
std::optional<ChosenSteps> best_hours(const StepGrid& grid,
                                      const std::vector<std::int8_t>& hour_of_step,
                                      const DayCounts& counts, int gap, int limit,
                                      const ChosenSteps& known);

}  // namespace eros::schedule
