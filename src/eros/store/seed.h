#pragma once
#include <chrono>

#include "eros/store/store.h"

namespace eros::store {

// The years whose local times a store knows, the last one included.
inline constexpr std::chrono::year first_local_year{2000};
inline constexpr std::chrono::year last_local_year{2045};

// Fills the holidays and time zones of a store that has none. One query where it has.
void seed(Store& store);

}  // namespace eros::store
