#pragma once
#include <span>

#include "eros/base/holidays.h"
#include "eros/model/report.h"
#include "eros/model/rollup.h"

namespace eros::analysis {

// How tired the audience is (SPEC 4.2), from the page's local days. `days` are in order; `today` is
// as-of's local day on the page's clocks, so that the seven days judged end the day before it. Days
// outside the last 90 are ignored. `platform_bad_days` are those of platform_bad_days(), ascending.
// docs/statistics.md says how each part is read where SPEC leaves room.
model::Saturation saturation(std::span<const model::DayRollup> days,
                             std::span<const base::Holiday> holidays,
                             std::span<const base::LocalDay> platform_bad_days,
                             base::LocalDay today);

// The points of each part, in hundredths. Deviations are shares of the baseline: -0.3 is 30 %
// below.
int unlock_points(double mean_deviation);
int emv_points(double mean_deviation);
int run_points(int days_in_a_row);

// By the score in hundredths, 0 to 100.
model::RiskLevel risk_level(int score_hundredths);
double volume_adjustment_factor(model::RiskLevel level);

}  // namespace eros::analysis
