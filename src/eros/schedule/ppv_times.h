#pragma once
#include <vector>

#include "eros/base/calendar.h"
#include "eros/model/volume.h"
#include "eros/schedule/openings.h"
#include "eros/schedule/slots.h"
#include "eros/schedule/week.h"

namespace eros::schedule {

struct PpvTimesRequest {
  const Week& week;
  const StepGrid& open;       // steps where anything may be sent, with their values
  const DayCounts& day_room;  // messages that each day's cap still allows
  const model::Volume& volume;
  const std::vector<int>& planned_ppvs;   // steps of other schedules' PPVs, also outside the week
  const std::vector<int>& planned_bumps;  // likewise
  int count = 0;                          // PPVs to place; at most volume.ppv
};
struct PpvTimes {
  ChosenSteps chosen;
  bool hour_limit_kept = true;  // SPEC 9: no local hour too often
};

// The PPV times of the week: greatest total value under gap, quiet hours, day caps, cooling days
// and the neighbours' messages, with volume's counts a day as far as the days can hold them.
PpvTimes ppv_times(const PpvTimesRequest& request);

}  // namespace eros::schedule
