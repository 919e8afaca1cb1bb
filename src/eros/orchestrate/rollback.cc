#include "eros/orchestrate/rollback.h"

#include <algorithm>

#include "eros/base/error.h"

namespace eros::orchestrate {
namespace {

constexpr std::string_view made_here = "before_rollback_";

// The newest that a person took; those that rollbacks made are only restored by name.
std::string newest(const std::vector<store::Snapshot>& snapshots) {
  const auto found = std::ranges::find_if(
      snapshots, [](const store::Snapshot& s) { return !s.name.starts_with(made_here); });
  if (found == snapshots.end()) {
    throw base::Error(base::ErrorCode::nothing, "there is no backup to go back to",
                      "'eros backup' makes one.");
  }
  return found->name;
}

}  // namespace

Rollback roll_back(store::Store& store, const RollbackRequest& request,
                   const model::Settings& settings) {
  Rollback rollback;
  const auto there = store::snapshots(store);
  rollback.to = request.to.empty() ? newest(there) : request.to;
  // What was asked for is there, before a backup is made of what is now.
  store::require_snapshot(there, rollback.to);
  store::tables_to_restore(request.tables, store);
  const auto name =
      store::free_snapshot_name(there, std::string(made_here) + store::snapshot_name(request.at));
  rollback.before = store::take_snapshot(store, name).name;
  rollback.tables = store::restore_snapshot(store, rollback.to, request.tables, request.at);
  rollback.checks = smoke(store, request.at, request.seed, settings);
  return rollback;
}

}  // namespace eros::orchestrate
