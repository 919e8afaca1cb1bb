#pragma once
#include <duckdb.h>

#include <string>

#include "eros/base/error.h"

// What DuckDB says when something fails, told as an Error that a person can act on.
namespace eros::store {

// A concurrent writer changed what this transaction wanted to change: run it again from the start.
class ConflictError : public base::Error {
 public:
  explicit ConflictError(const std::string& what)
      : Error(base::ErrorCode::busy, what + " was refused again and again by concurrent writers",
              "Try again when less is being written to the store.") {}
};

// The fault is in the statement, or in what it reads.
class StatementError : public base::Error {
 public:
  explicit StatementError(const std::string& what) : Error(base::ErrorCode::failed, what) {}
};

// Throws for a statement that failed: ConflictError, StatementError, or Error(failed) for what
// happened to the database. `what` names the statement.
[[noreturn]] void throw_statement_error(const std::string& what, duckdb_error_type type,
                                        const std::string& message);

// Is this the message of a store that another process holds?
bool is_held_by_other_process(const std::string& message);
// The Error for a store at `path` that could not be opened.
base::Error open_error(const std::string& path, const std::string& message);

}  // namespace eros::store
