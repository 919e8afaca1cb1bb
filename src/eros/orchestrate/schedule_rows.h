#pragma once
#include <vector>

#include "eros/model/records.h"
#include "eros/model/schedule.h"

namespace eros::orchestrate {

// The rows that the view would show of this schedule once stored: for a dry run, whose CSV cannot
// be read from the store. The decision record is left out.
std::vector<model::ScheduleRow> schedule_rows(const model::Schedule& schedule);

}  // namespace eros::orchestrate
