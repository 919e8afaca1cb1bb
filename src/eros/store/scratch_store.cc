#include "eros/store/scratch_store.h"

#include <stdlib.h>

#include "eros/base/error.h"

namespace eros::store {

ScratchStore::ScratchStore() {
  std::error_code error;
  auto name = (std::filesystem::temp_directory_path(error) / "eros-import-XXXXXX").string();
  if (error || mkdtemp(name.data()) == nullptr) {
    throw base::Error(base::ErrorCode::failed, "no temporary folder can be made at " + name,
                      "Name one that is there, and has room, with TMPDIR.");
  }
  folder_ = name;
  store_.emplace(
      Store::open((folder_ / "files.duckdb").string(), {.create = true, .external_access = true}));
}

ScratchStore::~ScratchStore() {
  store_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace eros::store
