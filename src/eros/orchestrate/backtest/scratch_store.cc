#include "eros/orchestrate/backtest/scratch_store.h"

#include <fstream>

#include "eros/base/error.h"
#include "eros/orchestrate/import_files.h"
#include "eros/orchestrate/learn.h"

namespace eros::orchestrate::backtest {
void ScratchStore::import(model::ImportKind kind, std::string_view csv, base::Instant as_of) {
  const std::string path = (scratch_.folder() / "rows.csv").string();
  std::ofstream file(path, std::ios::binary);
  file << csv;
  file.close();
  if (!file) {
    throw base::Error(base::ErrorCode::failed, "cannot write " + path,
                      "make room there, or set TMPDIR to another folder");
  }
  const model::ImportResult result =
      import_files(**this, kind, {path}, {.as_of = as_of, .rejects_path = {}, .progress = {}});
  if (result.rejected > 0) {
    throw base::Error(base::ErrorCode::failed, "the store refused rows of a simulated agency",
                      "this is a fault of the simulator: please report it");
  }
}

void ScratchStore::learn(base::Instant as_of, const model::Settings& settings) {
  orchestrate::learn(**this, as_of, settings);
}

}  // namespace eros::orchestrate::backtest
