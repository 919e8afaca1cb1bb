#pragma once
#include <span>
#include <string>
#include <vector>

#include "eros/model/inputs.h"

namespace eros::orchestrate {

// The page's messages from the day before `start` on that a plan made at `as_of` must live with, by
// time: those of live schedules, of superseded and of the `replaced` ones only what is past; and
// what was really sent. A past planned message that was sent, within a day of its time, counts
// once, at the real time. What was sent and belongs to no schedule has an empty schedule_id.
std::vector<model::PlannedElsewhere> standing_messages(const model::PageInputs& inputs,
                                                       base::LocalDay start, base::Instant as_of,
                                                       std::span<const std::string> replaced);

}  // namespace eros::orchestrate
