#pragma once
#include <functional>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "eros/model/import.h"
#include "eros/store/store.h"

// Import of whole files, set-based, in DuckDB (SPEC 2.1).
namespace eros::store {

// What became of a file's records: their number is inserted + updated + unchanged + rejected.
struct FileOutcome {
  std::int64_t inserted = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::vector<model::RejectedRecord> rejected;  // by record
  std::int64_t reworded = 0;  // captions of the bank whose number has another text now
};

struct ImportHooks {
  // Told what is being done: "reading", "checking", "storing".
  std::function<void(std::string_view phase)> progress;
  // Called when everything is written and nothing committed: if it throws, nothing is. It may be
  // called again, when a concurrent writer made the transaction start anew.
  std::function<void(std::span<const FileOutcome>)> before_commit;
};

// The column names of a Parquet or NDJSON file, for mapping them. Throws Error(failed).
std::vector<std::string> import_file_columns(Store& store, const model::ImportFile& file);

// Imports the files one after another, in one transaction: all of them, or, if anything throws,
// nothing. Rows later than a day after `as_of` are refused. The store must have been opened with
// external access. Throws Error(failed), busy where concurrent writers never let it through.
std::vector<FileOutcome> import_files(Store& store, model::ImportKind kind,
                                      std::span<const model::ImportFile> files, base::Instant as_of,
                                      const ImportHooks& hooks);

// Records of a Parquet file as texts, in the order of its header.
std::vector<std::vector<std::string>> import_parquet_records(
    Store& store, const model::ImportFile& file, std::span<const model::RejectedRecord> which);

// How many messages pages have; those that have none are left out.
std::map<std::string, std::int64_t> message_counts(Store& store,
                                                   std::span<const std::string> page_names);

// Pages that have restrictions and are not known otherwise, by name.
std::vector<std::string> unknown_restricted_pages(Store& store);

}  // namespace eros::store
