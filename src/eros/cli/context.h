#pragma once
#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>

#include "eros/base/calendar.h"
#include "eros/base/error.h"
#include "eros/cli/interrupt.h"
#include "eros/model/settings.h"
#include "eros/store/store.h"

namespace eros::cli {

enum class Format { table, json };

// A store for the length of a command; Ctrl-C stops its statements.
class OpenedStore {
 public:
  OpenedStore(const std::string& location, const store::OpenOptions& options)
      : store_(store::Store::open(location, options)), interrupts_(store_.engine()) {}
  store::Store& operator*() { return store_; }
  store::Store* operator->() { return &store_; }

 private:
  store::Store store_;
  InterruptScope interrupts_;
};

// What every command is given: the global options, and where to write. Results go to `out`,
// everything else to `err`.
struct Context {
  Context(std::ostream& result, std::ostream& notes) : out(result), err(notes) {}

  std::string store_location = "eros.duckdb";
  std::optional<std::string> project_id;  // another way to name a store in BigQuery
  std::optional<std::string> dataset;
  std::optional<std::string> as_of_text;
  std::uint64_t seed = 1;
  Format format = Format::table;
  std::optional<std::string> config_path;
  std::string log_level = "warning";
  bool quiet = false;

  // Set once the options are read, before a command runs.
  model::Settings settings;
  base::Instant as_of;
  int exit_code = 0;

  std::ostream& out;
  std::ostream& err;

  // Opens the store of --store; see Store::open for the errors.
  OpenedStore open_store(bool create = false, bool external_access = false) const;
  // A second connection to the store that open_store opened, for reading at the same time. Ctrl-C
  // does not stop its statements: they should be short.
  store::Store open_store_beside() const;
  // What was written to `out` has arrived, or Error(failed): a full disk, a closed stdout.
  void flush() const;
  // A note for the person at the terminal; silent with --quiet.
  void note(const std::string& text) const;
  // Progress on one line that is written over; silent with --quiet and in a pipe.
  void progress(const std::string& text) const;
  void end_progress() const;
};

}  // namespace eros::cli
