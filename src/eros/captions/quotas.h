#pragma once
#include "eros/model/volume.h"
#include "eros/model/words.h"

namespace eros::captions {

// How many captions the selector offers the builder (SPEC 7): the size tier's base times the risk
// level's percentage, truncated; at least 30; never less than twice what the week needs.
// `week_need` is the week's messages, paid and free.
int pool_target(model::SizeTier size, model::RiskLevel risk, int week_need);

// How many of a week's PPVs may be of one tier (SPEC 7): of more, no order could keep it from
// coming three times in a row.
int most_in_order(int ppvs);

// The week's PPVs by tier (SPEC 7): the segment's percentages, rounded down, the rest to premium
// (for BUDGET and EXPLORATORY: to budget). A tier above most_in_order gives its surplus to the next
// dearer. Sums to `ppvs`, which is 0 or more.
model::TierCounts tier_quota(int ppvs, model::Segment segment);

}  // namespace eros::captions
