#pragma once
#include "eros/simulate/audience.h"

namespace eros::simulate {

// The page's audience after so many weeks of messages planned by hand (manual_sender.h). Different
// pages may live in different threads.
Audience live_by_hand(const World& world, const PageWorld& page, int weeks);

}  // namespace eros::simulate
