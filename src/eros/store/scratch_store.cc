#include "eros/store/scratch_store.h"

namespace eros::store {

ScratchStore::ScratchStore(unsigned threads)
    : store_(Store::open((folder_.path() / "store.duckdb").string(),
                         {.create = true, .external_access = true, .threads = threads})) {}

}  // namespace eros::store
