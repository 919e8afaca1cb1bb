#pragma once
#include <filesystem>
#include <string_view>

namespace eros::exports {

// Can a file be written at `path`? Tried, not guessed: a file is made beside it and removed.
// An existing regular file may be replaced. Throws Error(failed), with what to do, where the
// directory is missing or refuses new files, `path` is a directory, or the file there is
// read-only, or the disk has no room for the file of a long week. Leaves nothing behind.
void check_writable(const std::filesystem::path& path);

// Writes the whole file or leaves what was there: a temporary file in the same directory, synced,
// then renamed, then the directory synced. A symbolic link is followed; the mode of an existing
// file is kept. A pipe or a device is written to directly. Throws Error(failed) as above, or when
// the disk is full.
void write_file_atomically(const std::filesystem::path& path, std::string_view contents);

}  // namespace eros::exports
