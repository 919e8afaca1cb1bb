#include "eros/orchestrate/backtest/scratch_store.h"

#include <stdlib.h>

#include <fstream>

#include "eros/base/error.h"
#include "eros/orchestrate/import_files.h"
#include "eros/orchestrate/learn.h"

namespace eros::orchestrate::backtest {
namespace {

namespace fs = std::filesystem;

fs::path make_folder() {
  std::string name = (fs::temp_directory_path() / "eros-backtest-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw base::Error(base::ErrorCode::failed, "cannot make a temporary folder: " + name,
                      "set TMPDIR to a folder that may be written to");
  }
  return name;
}

}  // namespace

ScratchStore::ScratchStore()
    : folder_(make_folder()),
      store_(store::Store::open((folder_ / "store.duckdb").string(),
                                {.create = true, .external_access = true})) {}

ScratchStore::~ScratchStore() {
  store_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void ScratchStore::import(model::ImportKind kind, std::string_view csv, base::Instant as_of) {
  const std::string path = (folder_ / "rows.csv").string();
  std::ofstream file(path, std::ios::binary);
  file << csv;
  file.close();
  if (!file) {
    throw base::Error(base::ErrorCode::failed, "cannot write " + path,
                      "make room there, or set TMPDIR to another folder");
  }
  const model::ImportResult result =
      import_files(*store_, kind, {path}, {.as_of = as_of, .rejects_path = {}, .progress = {}});
  if (result.rejected > 0) {
    throw base::Error(base::ErrorCode::failed, "the store refused rows of a simulated agency",
                      "this is a fault of the simulator: please report it");
  }
}

void ScratchStore::learn(base::Instant as_of, const model::Settings& settings) {
  orchestrate::learn(*store_, as_of, settings);
}

}  // namespace eros::orchestrate::backtest
