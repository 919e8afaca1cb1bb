#pragma once
#include "eros/store/store.h"

namespace eros::store {

// Fills the holidays and time zones of a store that has none. One query where it has.
void seed(Store& store);

}  // namespace eros::store
