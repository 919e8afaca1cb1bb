#include "eros/store/duckdb_errors.h"

#include <algorithm>
#include <cctype>

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

// The texts are DuckDB's only mark of a write-write conflict: its error type is also that of
// other transaction errors.
bool is_conflict(duckdb_error_type type, const std::string& message) {
  if (type != DUCKDB_ERROR_TRANSACTION) return false;
  return contains(message, "Conflict on") || contains(message, "Transaction conflict") ||
         contains(message, "write-write conflict") ||
         contains(message, "PRIMARY KEY or UNIQUE constraint violat");
}

// "... Conflicting lock is held in /usr/bin/eros (PID 4711) by user ann. See also ..."
std::string holder(const std::string& message) {
  const auto begin = message.find("(PID ");
  if (begin == std::string::npos) return "another process";
  const auto digits = begin + 5;
  const auto end = std::find_if(message.begin() + static_cast<std::ptrdiff_t>(digits),
                                message.end(), [](unsigned char c) { return !std::isdigit(c); });
  return "process " + std::string(message.begin() + static_cast<std::ptrdiff_t>(digits), end);
}

}  // namespace

void throw_statement_error(const std::string& what, duckdb_error_type type,
                           const std::string& message) {
  if (is_conflict(type, message)) throw ConflictError(what);
  switch (type) {
    case DUCKDB_ERROR_INTERRUPT:
      throw Error(ErrorCode::failed, what + " was stopped on request", "Nothing of it was saved.");
    case DUCKDB_ERROR_OUT_OF_MEMORY:
      throw Error(ErrorCode::failed, what + " ran out of memory: " + message,
                  "Ask for fewer pages or a shorter lookback, or free memory.");
    case DUCKDB_ERROR_FATAL:
      throw Error(ErrorCode::failed, what + " stopped the database: " + message,
                  "Check that the disk has space, then run the command again: what was committed "
                  "before is kept.");
    case DUCKDB_ERROR_IO:
      throw Error(ErrorCode::failed, what + " could not read or write: " + message,
                  "Check the disk. A store that is damaged has to be restored from a backup.");
    default:
      throw StatementError(what + " failed: " + message);
  }
}

bool is_held_by_other_process(const std::string& message) {
  return contains(message, "Could not set lock on file");
}

Error open_error(const std::string& path, const std::string& message) {
  const std::string store = "the store '" + path + "'";
  if (is_held_by_other_process(message)) {
    return {ErrorCode::busy, store + " is in use by " + holder(message),
            "Wait until it has ended, or stop it, and try again."};
  }
  if (contains(message, "different configuration")) {
    return {ErrorCode::busy, store + " is open in this process with other options",
            "Close it there first."};
  }
  if (contains(message, "version number") || contains(message, "newer version")) {
    return {ErrorCode::failed, store + " was written by a newer version",
            "Update this program, or choose another store with --store."};
  }
  if (contains(message, "not a valid DuckDB database file")) {
    return {ErrorCode::failed, store + " is not an EROS store",
            "Choose another file with --store, or make a store with 'eros init'."};
  }
  if (contains(message, "Could not read enough bytes")) {
    return {ErrorCode::failed, store + " is cut short: it ends before what it should hold",
            "A copy may have broken off: copy it again, or restore it from a backup."};
  }
  if (contains(message, "Permission denied") || contains(message, "Read-only file system")) {
    return {ErrorCode::failed, store + " may not be written here",
            "Check the permissions of the file and of its folder."};
  }
  return {ErrorCode::failed, store + " cannot be opened: " + message,
          "Choose another file with --store, or restore it from a backup."};
}

}  // namespace eros::store
