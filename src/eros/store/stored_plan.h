#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "eros/model/records.h"

// What schedule_json says of a week as it was planned, whatever became of it since.
namespace eros::store {

// The messages, by time, as the view would show them: the view has them only while the schedule is
// live. Throws Error(failed) where schedule_json is not what this program wrote.
std::vector<model::ScheduleRow> planned_rows(const model::StoredSchedule& schedule);
// The warnings that planning gave. Throws likewise.
std::vector<std::string> plan_warnings(const model::StoredSchedule& schedule);

// The segment and the seed that it was planned with. Throws likewise.
struct PlannedWith {
  model::Segment segment = model::Segment::exploratory;
  std::uint64_t seed = 0;
};
PlannedWith planned_with(const model::StoredSchedule& schedule);

}  // namespace eros::store
