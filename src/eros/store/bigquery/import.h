#pragma once
#include <span>
#include <vector>

#include "eros/store/bigquery/engine.h"
#include "eros/store/import.h"

namespace eros::store::bigquery {

// store::import_files for a store in BigQuery. DuckDB reads and checks the files on this machine;
// what is fit is loaded into a table of its own a file, and one transaction brings all of it into
// the tables. Jobs: one or two queries, for each file a load for every 64 MB, one that makes the
// table of outcomes, and one that counts them, of captions with ids one more; and the transaction.
std::vector<FileOutcome> import_files(BigQueryEngine& engine, model::ImportKind kind,
                                      std::span<const model::ImportFile> files, base::Instant as_of,
                                      const ImportHooks& hooks);

}  // namespace eros::store::bigquery
