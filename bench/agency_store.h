#pragma once
#include <filesystem>
#include <optional>

#include "eros/store/store.h"
#include "eros/store/temporary_folder.h"

// The agency of the shared data (38 pages, 60 thousand messages, 44 thousand captions), imported
// and learned into a temporary store, once a program.
namespace eros::bench {

inline constexpr base::Instant agency_as_of =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 17) + base::hours(20);

// The folder of the agency's files; nothing where they are not at hand: in the folder that
// EROS_SHARED_DATA names, else in ../shared/data beside the project.
std::optional<std::filesystem::path> agency_data();
// The store's file, closed; nothing where the data are not at hand.
std::optional<std::filesystem::path> agency_store_file();

inline constexpr const char* no_agency = "no shared data: set EROS_SHARED_DATA";

}  // namespace eros::bench
