#pragma once
#include "eros/model/volume.h"
#include "eros/schedule/slots.h"

namespace eros::schedule {

// `wanted` with only `count` messages in all, for want of captions: what is too many goes one by
// one from the day that has most for its weight, of equals from the later.
DayCounts reduced_counts(DayCounts wanted, const model::DayWeights& weights, int count);

}  // namespace eros::schedule
