#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "eros/model/records.h"
#include "eros/store/store.h"

namespace eros::orchestrate::logged {

// A PPV of the past that its policy picked by a known chance, and that was sent.
struct PastPpv {
  base::CaptionId caption_id{};
  double probability = 1.0;  // of the pick, as stored
  double slot_value = 1.0;   // of its hour; an average hour is 1
  double earnings = 0.0;
};

// A stored week and what is known of it.
struct PastWeek {
  model::StoredSchedule schedule;  // without its JSON
  model::Segment segment = model::Segment::exploratory;
  std::uint64_t seed = 0;
  std::vector<PastPpv> ppvs;  // those that can be used
};

// What became of the PPVs that were planned.
struct PastCounts {
  std::int64_t planned = 0;
  std::int64_t too_recent = 0;  // their results may still grow, or they are yet to be sent
  std::int64_t promoted = 0;    // the week's order chose them, not the policy
  std::int64_t no_chance = 0;   // no probability is stored
  std::int64_t not_sent = 0;    // no message of the page with this text within a day
  std::int64_t used = 0;
  std::map<std::string, std::int64_t> policies;  // of the used ones
};

struct Past {
  std::vector<PastWeek> weeks;  // every live week, in the order in which they were planned
  PastCounts counts;
};

// The live weeks planned up to as-of, with the results of their messages. Weeks planned at one
// instant are in order of page. Whole schedules are read: time and memory are linear in the log.
Past past_weeks(store::Store& store, base::Instant as_of);

}  // namespace eros::orchestrate::logged
