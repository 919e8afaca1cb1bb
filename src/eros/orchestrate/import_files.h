#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eros/model/import.h"
#include "eros/model/records.h"
#include "eros/store/store.h"

namespace eros::orchestrate {

struct ImportOptions {
  base::Instant as_of;
  // Where rejected rows go. Without it each input has its own file, <name>.rejects.csv beside it
  // (in the current folder if that may not be written).
  std::optional<std::string> rejects_path;
  // Told what is being done, for a terminal.
  std::function<void(std::string_view phase)> progress;
};

// Imports CSV, NDJSON and Parquet files ("-" is stdin) in one transaction, in the given order,
// and writes the rejects files (SPEC 2.1). In the result read = inserted + updated + unchanged +
// rejected; `rejects_file` is the first one written, further ones are named in `warnings`.
// The store must be open with external access. Throws Error, and then nothing was imported:
// usage (no files, stdin twice), failed (a file that cannot be read, a required column that is
// missing, a rejects file that cannot be written), busy.
model::ImportResult import_files(store::Store& store, model::ImportKind kind,
                                 const std::vector<std::string>& files,
                                 const ImportOptions& options);

}  // namespace eros::orchestrate
