#pragma once
#include <span>

#include "eros/model/report.h"
#include "eros/model/rollup.h"

namespace eros::analysis {

// Section performance_trends. `days` are in order, in the page's local days; weeks begin on Monday,
// those without messages are left out, the first and the last may be cut by the window. Direction:
// the mean RPR of the last 30 days against that of the 30 before, rising above +10 %, declining
// below -10 %, as for categories.
model::PerformanceTrends performance_trends(const model::Rollup& total,
                                            std::span<const model::DayRollup> days);

}  // namespace eros::analysis
