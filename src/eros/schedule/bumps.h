#pragma once
#include <vector>

#include "eros/schedule/slots.h"
#include "eros/schedule/week.h"

namespace eros::schedule {

struct BumpRequest {
  const Week& week;
  // The steps where a bump may stand: nothing else within 30 minutes of one. Their values only
  // vary minutes; which part of the day is good for a bump is decided here.
  const StepGrid& open;
  std::vector<int> busy;  // steps of everything else; may lie outside the week
  DayCounts wanted{};
  DayCounts most{};  // what the day's cap and, on cooling days, the zone leave
  int cooling_days = 0;
  int anywhere = 0;  // more that are wanted, of no day
};
struct BumpTimes {
  std::vector<int> steps;  // ascending, at least 30 minutes apart
  int shortfall = 0;       // what no day can hold
};

// Times for the week's bumps: between PPVs, mornings and evenings; on cooling days about 9:00,
// 14:30 and 20:00; as far from each other and from everything else as the day's count lets them
// (three hours down to 30 minutes). What a day cannot hold, and what is of no day, goes to the day
// with most room.
BumpTimes bump_times(const BumpRequest& request);

}  // namespace eros::schedule
