#pragma once
#include <string>
#include <vector>

#include "eros/store/engine.h"

namespace eros::store {

// Frees the locks of schedules that no longer hold, but for those of messages whose time has come
// by `at`: these count as swept, for their messages went out. `reason`: SUPERSEDED or CANCELLED.
inline Statement free_locks(const std::vector<std::string>& schedules, const std::string& reason,
                            base::Instant at) {
  return {"free_locks", {{"schedules", schedules}, {"reason", reason}, {"at", at}}};
}

}  // namespace eros::store
