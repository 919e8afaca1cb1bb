#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/base/holidays.h"
#include "eros/model/report.h"
#include "eros/model/volume.h"
#include "eros/model/words.h"

namespace eros::volume {

// One number for each day of the week, the start day first.
using DayCounts = std::array<int, 7>;
using model::DayWeights;

// The largest number of messages that may be asked of a week.
inline constexpr int max_weekly_messages = 10'000;

// The ordinary weight of each day: Friday and Saturday x 1.10; the weekday's volume_multiplier
// where it is significant; the holiday's impact factor (the smallest, where several fall on a
// day). Multipliers and factors count to the thousandth; negative ones count as 0, and a day of
// weight 0 gets nothing.
DayWeights day_weights(base::LocalDay start, std::span<const model::DayOfWeekPattern> patterns,
                       std::span<const base::Holiday> holidays);

// The weights of a week's PPVs: the ordinary ones, but in RED 0 on the cooling days and then
// 0.5, 0.6, 0.7, 0.8, 0.9 (SPEC 6: the ramp stands alone, the ordinary weights apply otherwise).
DayWeights ppv_weights(model::Zone zone, const DayWeights& ordinary);

// Shares `total` (at most max_weekly_messages) among the days in proportion to their weights by
// largest remainder, ties to the earlier day. A day holds `capacity` at most; its surplus is
// shared among the others by the same rule. What no day can hold is left out: the sum may be less
// than `total`.
DayCounts spread(int total, const DayWeights& weights, const DayCounts& capacity);

}  // namespace eros::volume
