#pragma once
#include <cstdint>
#include <string>

#include "eros/base/calendar.h"
#include "eros/model/caption.h"
#include "eros/model/schedule.h"

namespace eros::exports {

// The run that a caption pool was selected for.
struct PoolRun {
  std::string page_name;
  base::Instant as_of;
  base::LocalDay week_start;
  model::Segment segment = model::Segment::exploratory;
  std::string policy;
  std::uint64_t seed = 0;
};

// A caption pool as JSON: quotas, pool_health, every selected caption and alternate with the
// reasons for its score, the captions that restrictions removed, warnings. Keys in a fixed order.
// `bank` is the one that the pool's rows number.
std::string pool_json(const PoolRun& run, const model::CaptionPool& pool,
                      const model::CaptionBank& bank);

}  // namespace eros::exports
