#pragma once
#include <vector>

#include "eros/schedule/candidates.h"

namespace eros::schedule {

// The order with the fewest broken pattern rules that simulated annealing (Kirkpatrick, Gelatt and
// Vecchi 1983) meets in `steps` steps from `order`, which is one itself: indices into
// candidates.ppv. Captions change places, or give theirs to unused ones of the same share, within
// the budgets. For weeks in which some rule must be broken: what the captions are worth counts for
// nothing here. The same order every time; a step takes a fraction of a microsecond.
std::vector<std::size_t> fewest_breaks(const Candidates& candidates, std::vector<std::size_t> order,
                                       int steps);

}  // namespace eros::schedule
