#pragma once
#include <memory>
#include <string>

#include "eros/store/duckdb_handles.h"

namespace eros::store {

struct OpenOptions;

// An open database file with a connection of its own. Members are destroyed in reverse order.
struct DuckDBSession {
  std::shared_ptr<duck::Database> database;
  duck::Connection connection;
};

// Opens the file at `path`, hardened: no access to other files (unless asked for), no extensions
// from the network, configuration locked. One instance a file and process serves every session,
// for a second instance would lose data. Waits up to options.busy_wait for another process that
// holds the file. Throws Error(busy) naming that process; Error(failed) for a file that is not
// there (without options.create), is no database, or may not be written. With options.spill_folder
// there is no file: see there.
DuckDBSession open_session(const std::string& path, const OpenOptions& options);

}  // namespace eros::store
