#pragma once
#include <cstdint>
#include <string>

#include "eros/cli/context.h"

namespace eros::cli {

// For a file that a person names to be written: throws Error(usage) where it is the store's own.
void check_is_not_store(const Context& context, const std::string& path);

// What a person is told when the formula guard changed this many texts of a CSV.
std::string guarded_note(std::int64_t texts);

}  // namespace eros::cli
