#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eros/model/report.h"
#include "eros/model/rollup.h"
#include "eros/model/settings.h"

namespace eros::analysis {

// Section psychological_trigger_analysis, in the order of `triggers` (by name). Each trigger's PPVs
// are compared with those of the page's other triggers together; a page with one trigger has
// nothing to compare it with.
std::vector<model::TriggerAnalysis> trigger_analysis(std::span<const model::TriggerRollup> triggers,
                                                     const model::BudgetSettings& budget);

// TOO_LITTLE_DATA: fewer than 5 PPVs, or no test; STRONG, WEAK: significantly better, worse than
// the others; HEALTHY: neither.
std::string trigger_health(std::int64_t ppvs, const std::optional<double>& q_value,
                           const std::optional<double>& conversion_lift_pct);

// Uses a week: the setting's, half of it (rounded down, at least 1) where the trigger is WEAK.
// Nothing for a trigger without a limit.
std::optional<int> recommended_weekly_budget(const std::string& trigger, const std::string& health,
                                             const model::BudgetSettings& budget);

}  // namespace eros::analysis
