#pragma once
#include "eros/model/page.h"
#include "eros/store/engine.h"

namespace eros::store {

// The page in the current row of the queries `pages` and `pages_named`. Throws Error(failed) for a
// segment override that is no segment.
model::Page read_page(const Rows& rows);

}  // namespace eros::store
