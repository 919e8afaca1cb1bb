#pragma once
#include <span>
#include <vector>

#include "eros/model/settings.h"
#include "eros/schedule/candidates.h"
#include "eros/schedule/standing.h"

namespace eros::schedule {

struct Sequence {
  std::vector<std::size_t> order;  // for each slot, an index into candidates.ppv
  std::vector<Standing> standing;  // likewise
  double value = 0.0;              // sum of slot value x score
  // No order of the candidates with these shares of tiers and no more broken patterns is worth
  // more. Equal to `value` where the order is proved to be the best.
  double upper_bound = 0.0;
  int broken_patterns = 0;  // pairs and runs that break a pattern rule
};

// Puts captions into slots: fewest broken pattern rules first, then most value. `slot_values` in
// order of time; `selected` as many, from select_ppvs: they fix how many of each share there are
// and that the budgets hold; any candidate of the same share may be used instead.
// Local search (sequence_search.h) gives an order to start from, prices (prices.h) a bound, and a
// beam search (beam.h) along the prices an order at or near it. `effort` says how long to try;
// nothing reads a clock, so the same input gives the same order.
Sequence put_in_sequence(const Candidates& candidates, const std::vector<std::size_t>& selected,
                         std::span<const double> slot_values, const model::PlanSettings& effort);

}  // namespace eros::schedule
