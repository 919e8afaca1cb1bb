#pragma once
#include <filesystem>
#include <optional>

#include "eros/store/duckdb_engine.h"
#include "eros/store/store.h"

namespace eros::store {

// An empty store in a folder of its own, removed with it: where DuckDB reads files for an engine
// that cannot read those of this machine. Throws Error(failed) where no folder can be made.
class ScratchStore {
 public:
  ScratchStore();
  ~ScratchStore();
  ScratchStore(const ScratchStore&) = delete;
  ScratchStore& operator=(const ScratchStore&) = delete;

  Store& store() { return *store_; }
  DuckDBEngine& engine() { return as_duckdb(store_->engine(), "reading files"); }

 private:
  std::filesystem::path folder_;
  std::optional<Store> store_;  // gone before the folder is
};

}  // namespace eros::store
