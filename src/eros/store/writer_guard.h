#pragma once
#include "eros/store/engine.h"

namespace eros::store {

// The first step of every transaction that writes messages, captions or locks: two such at once
// conflict here, and one of them is run again whole. One row must be there to be changed; without
// it nothing would keep writers apart.
inline Step hold_writer_guard() { return {.statement = {"hold_writer_guard"}, .must_change = 1}; }

}  // namespace eros::store
