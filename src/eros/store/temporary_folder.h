#pragma once
#include <filesystem>

namespace eros::store {

// A folder of its own among the system's temporary ones (TMPDIR), removed with all that is in it.
class TemporaryFolder {
 public:
  // Throws Error(failed) where none can be made.
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Removes those that there are, for a program that ends at once.
void remove_temporary_folders();

}  // namespace eros::store
