#pragma once
#include <string>
#include <vector>

#include "eros/model/inputs.h"
#include "eros/model/report.h"
#include "eros/orchestrate/backtest/comparison.h"
#include "eros/simulate/presets.h"

namespace eros::orchestrate::backtest {

// What a page's own history says about its audience, for simulating one like it.
struct PageLikeness {
  std::string page_name;
  simulate::Preset preset;           // `mixed`, narrowed to what is known
  std::vector<std::string> known;    // plain sentences: what was taken from the history
  std::vector<std::string> assumed;  // and what was not, and why
  int history_weeks = 8;             // as long as the page's own, 13 at most
  double revenue_a_week = 0.0;       // of the page, since its first message in the lookback
};

// Audience, view and buy rates, and, where the hours tell them apart, the best hours. Throws
// Error(failed) for a page with fewer than 20 messages or without a view or purchase of a PPV:
// there is nothing to be like.
PageLikeness likeness(const model::PageInputs& inputs, const model::Report& report);

}  // namespace eros::orchestrate::backtest
