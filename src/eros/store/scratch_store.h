#pragma once
#include "eros/store/duckdb_engine.h"
#include "eros/store/store.h"
#include "eros/store/temporary_folder.h"

namespace eros::store {

// An empty DuckDB store in a folder of its own that may read files, removed with it: where files
// are read for an engine that cannot read those of this machine, and where agencies are simulated.
class ScratchStore {
 public:
  // `threads` of the engine; 0: as many as there are cores. Throws Error(failed) where no folder
  // can be made.
  explicit ScratchStore(unsigned threads = 0);
  ScratchStore(const ScratchStore&) = delete;
  ScratchStore& operator=(const ScratchStore&) = delete;

  Store& store() { return store_; }
  DuckDBEngine& engine() { return as_duckdb(store_.engine(), "reading files"); }
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
  Store store_;  // gone before the folder is
};

}  // namespace eros::store
