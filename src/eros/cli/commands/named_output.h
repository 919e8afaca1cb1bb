#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "eros/cli/context.h"

namespace eros::cli {

// For a file that a person names to be written: throws Error(usage) where it is the store's own or
// the settings file.
void check_is_not_in_use(const Context& context, const std::string& path);

// Throws Error(usage), with what to do, where one of the files is in the folder.
void check_are_free(const std::filesystem::path& folder, const std::vector<std::string>& names,
                    const std::string& what_to_do);

// What a person is told when the formula guard changed this many texts of a CSV.
std::string guarded_note(std::int64_t texts);

}  // namespace eros::cli
