#pragma once
#include <vector>

#include "eros/model/observations.h"

namespace eros::learning {

// For each observation, how often its page had sent its caption before, a send counting half after
// each half-life: sum of 0.5^(age / half-life). Linear time.
std::vector<double> decayed_repeats(const model::Observations& observations, double half_life_days);

// The same count for one page and caption as of `later`, from its last send: (repeats before it +
// 1), decayed.
double repeats_after(double repeats_at_last, base::Instant last, base::Instant later,
                     double half_life_days);

}  // namespace eros::learning
