#pragma once
#include <chrono>

#include "eros/store/store.h"

namespace eros::store {

// The years whose local times a store knows, the last one included.
inline constexpr std::chrono::year first_local_year{2000};
inline constexpr std::chrono::year last_local_year{2045};

// Fills the holidays and time zones of a store that has none. One query where it has. It needs
// nothing but the tables.
void seed(Engine& engine);
// Brings the time zones up to date with the pages'.
void ensure_zones(Engine& engine);

}  // namespace eros::store
