#pragma once
#include <vector>

#include "eros/schedule/slots.h"

namespace eros::schedule {

// One row of the dynamic programme over steps: the best total of a number of sends, the last of
// which is within [begin, begin + best.size()) and not after a step.
struct BestSoFar {
  int begin = 0;             // step of best[0]
  std::vector<double> best;  // never falls

  double up_to(int step) const;
  // The first step at which the best total up to `step` is reached.
  int first_reaching(int step) const;
};

// The row of one more send within [begin, end), at least `gap` after those of `before` (nullptr:
// there are none).
BestSoFar best_so_far(const StepGrid& grid, const BestSoFar* before, int begin, int end, int gap);

}  // namespace eros::schedule
