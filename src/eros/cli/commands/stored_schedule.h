#pragma once
#include <string>

#include "eros/model/records.h"
#include "eros/store/store.h"

namespace eros::cli {

// The stored schedule with this id. Throws Error(failed) if there is none.
model::StoredSchedule find_schedule(store::Store& store, const std::string& schedule_id);

}  // namespace eros::cli
