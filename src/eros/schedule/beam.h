#pragma once
#include <cstddef>
#include <vector>

#include "eros/schedule/prices.h"

namespace eros::schedule {

// How good an order is: fewer broken patterns first, then more value.
struct Worth {
  int broken_patterns = 0;
  double value = 0.0;
};

struct BeamResult {
  // The best order found, an index into candidates.ppv a slot; empty if none beats `known`.
  std::vector<std::size_t> order;
  Worth worth;
  // No order with as few broken patterns as the best that is known or was found is worth more
  // than the greater of its value and this: what was neither found nor ruled out. Minus infinity
  // if the search was complete.
  double upper_bound = 0.0;
};

// Breadth-first branch and bound in order of time: the beginnings of orders, of which the `width`
// are kept at each slot that have lost least against the prices' bound. It looks for orders better
// than `known`. Complete where nothing had to be left out.
// Cost: slots x width beginnings, each tried with the captions that the prices leave for the slot.
BeamResult beam_search(const SequenceProblem& problem, const Prices& prices, const Worth& known,
                       std::size_t width);

}  // namespace eros::schedule
