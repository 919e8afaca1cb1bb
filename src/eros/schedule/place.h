#pragma once
#include <cstdint>
#include <span>

#include "eros/base/calendar.h"
#include "eros/model/caption.h"
#include "eros/model/inputs.h"
#include "eros/model/page.h"
#include "eros/model/report.h"
#include "eros/model/schedule.h"
#include "eros/model/settings.h"
#include "eros/model/volume.h"
#include "eros/schedule/expected_revenue.h"

namespace eros::schedule {

// All that placing one page's week reads. What is referred to must outlive the call.
struct PlaceRequest {
  const model::Page& page;
  base::Zone zone;      // of page.timezone
  base::Instant as_of;  // nothing is placed before it
  const model::Volume& volume;
  const model::Report& report;     // its hours, size tier, segment and confidence are read
  const model::CaptionPool& pool;  // what the selector offers
  const model::CaptionBank& bank;  // the texts of the pool's captions
  // Messages of the page's other live schedules that stay, near the week, in any order. They keep
  // their distance, count in their day's cap and use up the week's budgets.
  std::span<const model::PlannedElsewhere> planned;
  const ExpectedRevenue& expected_revenue;  // of the page
  const model::Settings& settings;
  std::uint64_t seed = 0;
};

struct PlaceResult {
  // The week without its schedule_id and validation. `optimality_gap` is the share by which the
  // captions' value may at most be below the best for the chosen times; nothing where the week has
  // no PPVs. Warnings state every shortfall and every pattern rule that the pool could not satisfy.
  model::Schedule schedule;
  double value = 0.0;        // sum of slot value x score over the PPVs
  double upper_bound = 0.0;  // of the same, for the chosen times
};

// Places a week: PPV times (exact), captions into them (search with a bound), bumps around them,
// prices. Pure: the same request gives the same plan. Never breaks a hard rule of SPEC 9; what does
// not fit is left out and stated. Cost: about a millisecond.
PlaceResult place(const PlaceRequest& request);

}  // namespace eros::schedule
