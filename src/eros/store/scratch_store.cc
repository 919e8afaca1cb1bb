#include "eros/store/scratch_store.h"

namespace eros::store {

ScratchStore::ScratchStore(unsigned threads)
    : store_(Store::open({}, {.create = true,
                              .external_access = true,
                              .threads = threads,
                              .spill_folder = folder_.path().string()})) {}

}  // namespace eros::store
