#pragma once
#include <nlohmann/json_fwd.hpp>

#include "eros/orchestrate/backtest/comparison.h"

namespace eros::orchestrate::backtest {

// {preset, seeds, pages, weeks, arms: [{arm, revenue {mean, lower, upper}, emv {...}, ppvs_a_week,
// bumps_a_week, saturation, fatigue, variety, exploration, revenue_over_random {mean,
// standard_error, lower, upper} or null, ...}]}. Documented in docs/formats.md.
nlohmann::ordered_json to_json(const Comparison& comparison);

}  // namespace eros::orchestrate::backtest
