#pragma once
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "eros/store/bigquery/engine.h"
#include "eros/store/import.h"
#include "eros/store/scratch_store.h"

// The files of an import, read and checked by DuckDB on this machine, as rows to be loaded.
namespace eros::store::bigquery {

// What was seen in a file besides the rows that were handed on.
struct ReadFile {
  std::int64_t records = 0;  // in all
  std::int64_t copies = 0;   // of earlier rows of the file, left out
  std::vector<model::RejectedRecord> rejected;
};

class ImportReader {
 public:
  // Messages are read with the time zones of the dataset's pages.
  ImportReader(BigQueryEngine& engine, model::ImportKind kind, base::Instant as_of);

  // Tells `fields` (of a TableSchema) of the columns, then `rows` of the rows as newline-delimited
  // JSON, 64 MB at a time. Throws Error(failed).
  ReadFile read(model::ImportKind kind, const model::ImportFile& file,
                const std::function<void(const nlohmann::json&)>& fields,
                const std::function<void(const std::string&)>& rows);

 private:
  void copy_zones();
  void copy_wanted_captions();

  BigQueryEngine& warehouse_;
  ScratchStore scratch_;
  base::Instant as_of_;
};

}  // namespace eros::store::bigquery
