#pragma once
#include <filesystem>
#include <string_view>

#include "eros/model/import.h"
#include "eros/model/settings.h"
#include "eros/store/store.h"

namespace eros::orchestrate::backtest {

// A store in a temporary folder, which goes with it.
class ScratchStore {
 public:
  ScratchStore();
  ~ScratchStore();
  ScratchStore(const ScratchStore&) = delete;
  ScratchStore& operator=(const ScratchStore&) = delete;

  store::Store& operator*() { return *store_; }
  store::Store* operator->() { return &*store_; }
  // Through the same path as `eros import`. Throws Error(failed) if a row is refused: simulated
  // rows are never wrong.
  void import(model::ImportKind kind, std::string_view csv, base::Instant as_of);
  void learn(base::Instant as_of, const model::Settings& settings);

 private:
  std::filesystem::path folder_;
  std::optional<store::Store> store_;
};

}  // namespace eros::orchestrate::backtest
