#pragma once
#include <optional>
#include <span>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/model/words.h"

namespace eros::schedule {

// How a PPV of a tier is followed up: at most so many bumps within so many days after it (SPEC 9).
// luxury is treated as premium; vip is not followed up.
struct FollowUpRule {
  int least = 0;
  int most = 0;
  int days = 0;
};
FollowUpRule follow_up_rule(model::Tier tier);

struct TimedPpv {
  base::Instant at;
  model::Tier tier = model::Tier::mid;
};

// For each bump, the PPV that it follows up (an index into `ppvs`), if one is due. Bumps and PPVs
// in order of time. A bump goes to a PPV sent before it that still lacks its least number of
// touches, else to one below its most; of several to the one with fewest so far, then the latest.
std::vector<std::optional<std::size_t>> follow_ups(std::span<const TimedPpv> ppvs,
                                                   std::span<const base::Instant> bumps);

}  // namespace eros::schedule
