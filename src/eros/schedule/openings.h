#pragma once
#include <cstdint>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/base/random.h"
#include "eros/model/page.h"
#include "eros/schedule/slot_values.h"
#include "eros/schedule/slots.h"
#include "eros/schedule/week.h"

namespace eros::schedule {

// Any two messages of a page are at least this far apart (SPEC 9).
inline constexpr int message_gap_minutes = 30;

// Is a minute of the local day within the page's quiet hours [quiet_start, quiet_end)?
bool is_quiet(const model::Page& page, int minute_of_day);

// The local hour at each step; 0 where a step has no usable reading (it is closed anyway).
std::vector<std::int8_t> hours_of(const Week& week);

// The steps at which anything may be sent: the reading exists, is not quiet, not before `as_of`
// and not on the full hour. An open step's value is its hour's, times 1 + a draw below 1/1000 of
// `jitter`, so that minutes vary though hours do not.
StepGrid open_steps(const Week& week, const model::Page& page, base::Instant as_of,
                    const SlotValues& values, const base::RandomStream& jitter);

}  // namespace eros::schedule
