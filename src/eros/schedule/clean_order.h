#pragma once
#include <optional>
#include <vector>

#include "eros/model/volume.h"
#include "eros/schedule/candidates.h"

namespace eros::schedule {

// An order of candidates that breaks no pattern rule, with so many of each share of tiers and
// within the budgets: indices into candidates.ppv. For weeks in which a tier is nearly too common
// for its rule, where searching along values misses the few orders that there are. Depth first, the
// share with most left to place first, then the best score. Nothing if there is none, or if none
// was found in `most_tries` steps (of some microseconds each).
std::optional<std::vector<std::size_t>> clean_order(const Candidates& candidates,
                                                    const model::TierCounts& shares,
                                                    int most_tries);

}  // namespace eros::schedule
