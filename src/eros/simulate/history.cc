#include "eros/simulate/history.h"

#include <algorithm>

#include "eros/simulate/manual_sender.h"

namespace eros::simulate {

Audience live_by_hand(const World& world, const PageWorld& page, int weeks, std::int64_t minute) {
  Audience audience(world, page);
  for (int week = 0; week < weeks; ++week) {
    for (const Send& send : manual_week(world, page, week)) audience.send(send);
    audience.live_until(std::min(minute, (week + 1) * minutes_a_week));
  }
  return audience;
}

}  // namespace eros::simulate
