#include "agency_store.h"

#include <stdexcept>

#include "eros/orchestrate/import_files.h"
#include "eros/orchestrate/learn.h"

namespace eros::bench {
namespace {

namespace fs = std::filesystem;

void fill(const fs::path& file, const fs::path& data, const fs::path& rejects) {
  auto store = store::Store::open(file.string(), {.create = true, .external_access = true});
  const auto load = [&](model::ImportKind kind, const char* name) {
    orchestrate::import_files(store, kind, {(data / name).string()},
                              {agency_as_of, rejects.string(), nullptr});
  };
  load(model::ImportKind::captions, "captions.csv");
  load(model::ImportKind::messages, "messages.csv");
  orchestrate::learn(store, agency_as_of, {});
}

}  // namespace

std::optional<fs::path> agency_data() {
  const char* named = std::getenv("EROS_SHARED_DATA");
  const auto folder =
      (named != nullptr ? fs::path(named) : fs::path(EROS_SOURCE_DIR) / "../shared/data") /
      "agency";
  if (!fs::exists(folder / "messages.csv")) return std::nullopt;
  return folder;
}

std::optional<fs::path> agency_store_file() {
  static const store::TemporaryFolder folder;
  static const auto file = []() -> std::optional<fs::path> {
    const auto data = agency_data();
    if (!data) return std::nullopt;
    const auto path = folder.path() / "agency.duckdb";
    fill(path, *data, folder.path() / "rejects.csv");
    return path;
  }();
  return file;
}

}  // namespace eros::bench
