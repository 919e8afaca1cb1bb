#pragma once
#include <span>
#include <string>

#include "eros/model/schedule.h"

// The rows of a commit, one JSON text (an array of objects) a table, with the field names that
// sql/queries/commit.sql reads.
namespace eros::store {

// What decides which stored weeks are replaced: no texts in it.
std::string week_rows(std::span<const model::Schedule> schedules);
std::string schedule_rows(std::span<const model::Schedule> schedules);
std::string message_rows(std::span<const model::Schedule> schedules);
// One a PPV: bumps are not locked.
std::string lock_rows(std::span<const model::Schedule> schedules);
std::string filtered_rows(std::span<const model::Schedule> schedules);

}  // namespace eros::store
