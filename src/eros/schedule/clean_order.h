#pragma once
#include <optional>
#include <vector>

#include "eros/schedule/candidates.h"

namespace eros::schedule {

// An order of captions that breaks no pattern rule and no budget, with as many of each share of
// tiers as `selected` has; any candidate may be used. For pools so tight that exchanging captions
// finds none: depth first in order of time, better captions first, and complete up to a fixed
// number of tries. Nothing means that none was found.
std::optional<std::vector<std::size_t>> clean_order(const Candidates& candidates,
                                                    const std::vector<std::size_t>& selected);

}  // namespace eros::schedule
