#pragma once
#include <nlohmann/json_fwd.hpp>

#include "eros/orchestrate/backtest/comparison.h"
#include "eros/simulate/parameters.h"

namespace eros::orchestrate::backtest {

// {preset, seeds, pages, weeks, worlds: [{seed, appeal_sd, ...}], arms: [{arm, revenue {mean,
// lower, upper}, emv {...}, ppvs_a_week, bumps_a_week, saturation, fatigue, variety, exploration,
// revenue_over_random {mean, standard_error, lower, upper} or null, ...}]}. Documented in
// docs/formats.md. `ranges` are those of the preset that was played: they tell what each seed's
// world is like.
nlohmann::ordered_json to_json(const Comparison& comparison, const simulate::Ranges& ranges);

}  // namespace eros::orchestrate::backtest
