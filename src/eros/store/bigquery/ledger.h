#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/store/bigquery/engine.h"

// What EROS has spent in BigQuery: one line of JSON a finished job, in a file of this machine.
namespace eros::store::bigquery {

// A line of the ledger.
struct LedgerEntry {
  base::Instant at;
  std::string store;  // bigquery://project/dataset
  std::string run;    // the same for all jobs of one command
  JobStatistics job;
};

// $EROS_LEDGER, else eros/bigquery-jobs.ndjson in $XDG_STATE_HOME or ~/.local/state; empty where
// there is no home.
std::string ledger_path();

// Has every job of the engine appended to the ledger as it ends. A ledger that cannot be written
// stops nothing: the service has the figures too.
void keep_ledger(BigQueryEngine& engine);

// The entries of a store since then, oldest first. A line that is not whole (a crash) is passed
// over.
std::vector<LedgerEntry> read_ledger(const std::string& path, const std::string& store,
                                     base::Instant since);

// To and from a line, without the line feed; nothing for a line that is no entry.
std::string ledger_line(const LedgerEntry& entry);
std::optional<LedgerEntry> parse_ledger_line(const std::string& line);

}  // namespace eros::store::bigquery
