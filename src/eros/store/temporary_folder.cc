#include "eros/store/temporary_folder.h"

#include <stdlib.h>

#include "eros/base/error.h"

namespace eros::store {

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  auto name = (std::filesystem::temp_directory_path(error) / "eros-XXXXXX").string();
  if (error || mkdtemp(name.data()) == nullptr) {
    throw base::Error(base::ErrorCode::failed, "no temporary folder can be made at " + name,
                      "Name one that is there, and has room, with TMPDIR.");
  }
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace eros::store
