#pragma once
#include <span>
#include <vector>

#include "eros/model/report.h"
#include "eros/model/rollup.h"

namespace eros::analysis {

// Section day_of_week_patterns: seven rows, Monday first, of the PPVs' RPR. A weekday is compared
// with the other six together by Welch's t test; `performance_index` is its mean over the mean of
// all the PPVs. The multiplier is the index within 0.70 to 1.30 where the difference is
// significant, else 1.
std::vector<model::DayOfWeekPattern> day_of_week_patterns(
    std::span<const model::WeekdayRollup> weekdays);

}  // namespace eros::analysis
