#pragma once
#include <span>
#include <string>

#include "eros/model/schedule.h"
#include "eros/store/engine.h"

// The rows of a commit, a table each.
namespace eros::store {

struct CommitRows {
  // What decides which stored weeks are replaced: of no table, and no texts in it.
  Records weeks;
  Records schedules;
  Records messages;
  Records locks;  // one a PPV: bumps are not locked
  Records filtered;
  Records log;
};

CommitRows commit_rows(std::span<const model::Schedule> schedules, bool force);

// As a JSON array of objects with the columns' names: for statements that take rows.
std::string json_text(const Records& records);

}  // namespace eros::store
