#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "eros/schedule/slots.h"

namespace eros::schedule {

// SPEC 9: of n PPVs in a week no more than this many in one local hour.
int most_in_one_hour(int n);

// best_steps, with at most `limit` of the steps in any one local hour of the week.
// `hour_of_step`: the local hour (0-23) at each step. First solves without the limit and, while an
// hour is used too often, closes it on one of the days that use it: the day that loses least first,
// depth first with backtracking, up to a fixed number of tries (so the answer never depends on a
// clock). Nothing means that no way was found. Then best_hours betters that to the best there is,
// which it can where the days do not touch (hour_choice.h).
std::optional<ChosenSteps> best_steps_with_hour_limit(const StepGrid& grid,
                                                      const std::vector<std::int8_t>& hour_of_step,
                                                      const DayCounts& counts, int gap, int limit);

}  // namespace eros::schedule
