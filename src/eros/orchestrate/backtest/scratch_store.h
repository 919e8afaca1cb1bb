#pragma once
#include <string_view>

#include "eros/model/import.h"
#include "eros/model/settings.h"
#include "eros/store/scratch_store.h"

namespace eros::orchestrate::backtest {

// A scratch store that takes what a simulated agency has sent.
class ScratchStore {
 public:
  store::Store& operator*() { return scratch_.store(); }
  store::Store* operator->() { return &scratch_.store(); }
  // Through the same path as `eros import`. Throws Error(failed) if a row is refused: simulated
  // rows are never wrong.
  void import(model::ImportKind kind, std::string_view csv, base::Instant as_of);
  void learn(base::Instant as_of, const model::Settings& settings);

 private:
  store::ScratchStore scratch_{1};  // many stores at once share the cores better than one store
};

}  // namespace eros::orchestrate::backtest
