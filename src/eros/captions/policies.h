#pragma once
#include <span>
#include <string_view>

#include "eros/captions/policy.h"

namespace eros::captions {

// Every policy there is, by name.
std::span<const Policy* const> policies();

// The policy of this name. Throws Error(usage), naming those that exist, for any other.
const Policy& find_policy(std::string_view name);

}  // namespace eros::captions
