#pragma once
#include "eros/model/words.h"

namespace eros::volume {

// A week's counts and the zone they follow from.
struct VolumeTargets {
  int ppv = 0;
  int bump = 0;
  model::Zone zone = model::Zone::green;
  bool operator==(const VolumeTargets&) const = default;
};

// The week's counts in a given zone: floor(base x zone percentage), in integers. The base is the
// middle of the account size's range, rounded down; in modes safe and conservative its minimum.
VolumeTargets targets_in_zone(model::AccountSize size, model::Zone zone,
                              model::Mode mode = model::Mode::optimize);

// The week's counts for a saturation score in 0..1 (SPEC 5, 6). Throws Error(usage) as zone_of.
VolumeTargets calculate_volume_targets(model::AccountSize size, double saturation_score,
                                       double tolerance = 0.5,
                                       model::Mode mode = model::Mode::optimize);

}  // namespace eros::volume
