#include "eros/cli/commands/stored_schedule.h"

#include "eros/base/error.h"

namespace eros::cli {

model::StoredSchedule find_schedule(store::Store& store, const std::string& schedule_id) {
  if (auto schedule = store.schedule(schedule_id)) return *std::move(schedule);
  throw base::Error(base::ErrorCode::failed, "the store has no schedule '" + schedule_id + "'",
                    "'eros schedules' lists them");
}

}  // namespace eros::cli
