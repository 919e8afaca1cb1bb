#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eros/base/random.h"
#include "eros/schedule/candidates.h"

namespace eros::schedule {

// Why a caption stands in its slot.
struct Standing {
  std::optional<std::size_t> runner_up;  // best unused caption that could stand here instead
  // The rule that kept a better caption from this slot: a pattern rule or a budget. Empty: none.
  std::string binding_constraint;
};

struct Sequence {
  std::vector<std::size_t> order;  // for each slot, an index into candidates.ppv
  std::vector<Standing> standing;  // likewise
  double value = 0.0;              // sum of slot value x score
  // No order of any of the candidates with these shares of tiers is worth more: the best scores
  // of each share, sorted against the slots. Reached only where no rule or budget binds.
  double upper_bound = 0.0;
  int broken_patterns = 0;  // pairs and runs that break a pattern rule
};

// Puts captions into slots: fewest broken pattern rules first, then most value. `slot_values` in
// order of time; `selected` as many, from select_ppvs: they fix how many of each share there are
// and that the budgets hold; the search may use any candidate of the same share instead.
// Local search (swaps, replacements, moves of three) from the sorted order, with a fixed number of
// seeded restarts: the same input gives the same order.
Sequence put_in_sequence(const Candidates& candidates, const std::vector<std::size_t>& selected,
                         std::span<const double> slot_values, const base::RandomStream& restarts);

}  // namespace eros::schedule
