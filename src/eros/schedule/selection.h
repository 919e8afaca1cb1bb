#pragma once
#include <vector>

#include "eros/schedule/candidates.h"

namespace eros::schedule {

// Which captions a week of `n` PPVs starts from: each tier's share as the pool's picks have it
// (a smaller week takes from the largest share, a larger one adds shares as the alternates come),
// the picked before the alternates, no budget exceeded. Fewer than `n` where pool or budgets have
// no more. Indices into candidates.ppv.
std::vector<std::size_t> select_ppvs(const Candidates& candidates, int n);

// The captions of `n` bumps under what the PPVs leave of the budgets, without the texts that the
// PPVs use; the picked first. Fewer where there are no more. Indices into candidates.bump.
std::vector<std::size_t> select_bumps(const Candidates& candidates,
                                      const std::vector<std::size_t>& ppvs, int n);

}  // namespace eros::schedule
