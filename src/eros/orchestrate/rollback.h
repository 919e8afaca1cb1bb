#pragma once
#include <string>
#include <vector>

#include "eros/orchestrate/smoke.h"
#include "eros/store/snapshots.h"

namespace eros::orchestrate {

struct RollbackRequest {
  std::string to;                   // a backup's name; empty: the newest
  std::vector<std::string> tables;  // empty: all
  base::Instant at;
  std::uint64_t seed = 1;
};

struct Rollback {
  std::string to;
  std::string before;  // the backup of what was there, made first: the way back from the way back
  std::vector<std::string> tables;
  std::vector<SmokeTest> checks;  // of the store as it is now
};

// Backs the store up, restores the backup, and runs the smoke tests. Locks and schedules go back
// together, so no lock is left without its schedule. Throws Error(nothing) where there is no
// backup; else as restore_snapshot, and then the store is as it was.
Rollback roll_back(store::Store& store, const RollbackRequest& request,
                   const model::Settings& settings);

}  // namespace eros::orchestrate
