#pragma once
#include <span>
#include <string>

#include "eros/model/records.h"

namespace eros::exports {

// A stored schedule as JSON (docs/formats.md), keys in a fixed order, indented by two, ending in a
// line feed. `rows` are the schedule's, by time. Metadata, validation and warnings are those of
// the stored schedule_json; a stored text that is not JSON leaves them null. Instants are UTC, the
// send time also the page's local time. Texts are exact: nothing is guarded here.
std::string schedule_json(const model::StoredSchedule& schedule,
                          std::span<const model::ScheduleRow> rows);

// One message of it, with the words that explain it: why this caption, and why then.
std::string message_json(const model::ScheduleRow& row, const std::string& why_this_caption,
                         const std::string& why_then);

}  // namespace eros::exports
