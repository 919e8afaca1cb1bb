#pragma once
#include "eros/model/volume.h"
#include "eros/model/words.h"

namespace eros::captions {

// What the week asks for.
struct WeekQuota {
  model::TierCounts ppv;
  int bump = 0;
  model::Segment segment = model::Segment::exploratory;
  model::Zone zone = model::Zone::green;
};

}  // namespace eros::captions
