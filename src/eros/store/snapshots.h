#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/store/store.h"

// Copies of a whole store, each as it was at one moment.
namespace eros::store {

struct Snapshot {
  std::string name;
  base::Instant taken_at;
  std::int64_t bytes = 0;  // what it takes on disk; 0 where the engine does not say
};

// A name for a snapshot taken at `at`: 20261117_200000.
std::string snapshot_name(base::Instant at);
// The name, or with _2, _3 ... after it, which none of those that are there has.
std::string free_snapshot_name(std::span<const Snapshot> there, const std::string& name);

// Copies every table in one reading transaction; writers go on meanwhile. DuckDB: a database of
// its own in the folder <store>.backups, on disk whole before it gets its name; the store must be
// open with external access. Throws Error: usage (a name that is not [a-z0-9_]{1,64}, or is taken),
// failed (no room, folder not writable).
Snapshot take_snapshot(Store& store, const std::string& name);

// By time, newest first; empty where there are none.
std::vector<Snapshot> snapshots(Store& store);

// Is there one of that name for a DuckDB file, which itself may be lost? Opens nothing.
bool has_snapshot_file(const std::string& store_path, const std::string& name);

// Puts the rows of the snapshot in place of those of the store, in one transaction, behind the
// writers' guard: all tables, or those named and what belongs to them (a schedule, its messages and
// its locks are one thing). The audit log is never taken back: what was restored is written into
// it. DuckDB: a snapshot of an older schema is brought up to date on the way; it stays as it is.
// Returns the tables restored, sorted. Throws Error: usage (no such table), failed (no such
// snapshot, a newer schema).
std::vector<std::string> restore_snapshot(Store& store, const std::string& name,
                                          const std::vector<std::string>& tables, base::Instant at);

// Throws Error(failed) where none of them has the name.
void require_snapshot(std::span<const Snapshot> there, const std::string& name);

// The tables that `restore_snapshot` restores where those of `wanted` are asked for; all of
// `existing` but the store's own where `wanted` is empty. Pure; sorted. Throws Error(usage) for one
// that is not among `existing` or is never restored.
std::vector<std::string> tables_to_restore(const std::vector<std::string>& wanted,
                                           const std::vector<std::string>& existing);
std::vector<std::string> tables_to_restore(const std::vector<std::string>& wanted, Store& store);

// The parameters of the statement `log_restore`.
Parameters restore_log(const std::string& name, const std::vector<std::string>& tables,
                       base::Instant at);

}  // namespace eros::store
