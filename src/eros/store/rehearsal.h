#pragma once
#include <cstdint>
#include <string>

#include "eros/model/schedule.h"
#include "eros/store/store.h"

namespace eros::store {

// What a commit that was taken back had stored.
struct Rehearsal {
  bool was_stored = false;  // false: a check stopped it, as it would stop the commit
  std::int64_t view_rows = 0;
  std::int64_t locks = 0;
  std::string schedule_json;
};

// Runs the commit of Store::commit with `force`, looks at what it stored, and takes all of it back:
// changes nothing. Throws Error(failed) on BigQuery's emulator, which cannot take anything back.
Rehearsal rehearse(Store& store, const model::Schedule& schedule, model::LockScope lock_scope);

}  // namespace eros::store
