#pragma once
#include <string>

#include "eros/cli/context.h"

namespace eros::cli {

// For a file that a person names to be written: throws Error(usage) where it is the store's own.
void check_is_not_store(const Context& context, const std::string& path);

}  // namespace eros::cli
