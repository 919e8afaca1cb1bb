#pragma once
#include <set>
#include <span>
#include <vector>

#include "eros/model/caption.h"
#include "eros/model/inputs.h"
#include "eros/schedule/slots.h"
#include "eros/schedule/week.h"

namespace eros::schedule {

// What the page's other live schedules mean for this week.
struct Neighbours {
  // Steps of their messages, also outside the week; a message between two minutes has both.
  std::vector<int> ppvs;
  std::vector<int> bumps;
  std::vector<model::PlannedElsewhere> in_week;
  DayCounts messages{};           // of them, a day of the week
  std::set<std::uint32_t> texts;  // text groups of those in the week
};

Neighbours neighbours_of(const Week& week, const base::Zone& zone,
                         std::span<const model::PlannedElsewhere> planned,
                         const model::CaptionBank& bank);

}  // namespace eros::schedule
