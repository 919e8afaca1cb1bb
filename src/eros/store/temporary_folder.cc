#include "eros/store/temporary_folder.h"

#include <stdlib.h>

#include <mutex>
#include <set>

#include "eros/base/error.h"

namespace eros::store {
namespace {

namespace fs = std::filesystem;

std::mutex folders_mutex;
std::set<fs::path>& folders() {
  static std::set<fs::path> of_this_process;
  return of_this_process;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  auto name = (fs::temp_directory_path(error) / "eros-XXXXXX").string();
  if (error || mkdtemp(name.data()) == nullptr) {
    throw base::Error(base::ErrorCode::failed, "no temporary folder can be made at " + name,
                      "Name one that is there, and has room, with TMPDIR.");
  }
  path_ = name;
  const std::lock_guard lock(folders_mutex);
  folders().insert(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  const std::lock_guard lock(folders_mutex);
  folders().erase(path_);
}

void remove_temporary_folders() {
  const std::lock_guard lock(folders_mutex);
  // More than once: other threads may still be writing there.
  for (int round = 0; round < 3; ++round) {
    for (const fs::path& folder : folders()) {
      std::error_code ignored;
      fs::remove_all(folder, ignored);
    }
  }
}

}  // namespace eros::store
