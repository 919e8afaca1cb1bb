#pragma once
#include "eros/simulate/audience.h"

namespace eros::simulate {

// The page's audience at `minute`, in so many weeks of messages planned by hand (manual_sender.h).
// Those of a last week that is not over at `minute` are sent already. Different pages may live in
// different threads.
Audience live_by_hand(const World& world, const PageWorld& page, int weeks, std::int64_t minute);

}  // namespace eros::simulate
