#pragma once
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <string>

#include "eros/base/error.h"

namespace eros::store {

// What is said where approved or exported schedules, each as "ID (status)", stand on the days that
// were to be planned.
inline base::Error already_planned(const std::set<std::string>& schedules) {
  return {base::ErrorCode::failed,
          fmt::format("these days are already planned: {}", fmt::join(schedules, ", ")),
          "Plan other days, cancel that schedule with 'eros cancel', or replace it with --force."};
}

}  // namespace eros::store
