#pragma once
#include <span>

#include "eros/model/inputs.h"
#include "eros/model/page.h"
#include "eros/model/schedule.h"
#include "eros/model/settings.h"

namespace eros::schedule {

struct ValidateRequest {
  const model::Schedule& schedule;  // created_at is the as-of that nothing may precede
  const model::Page& page;          // its time zone and quiet hours
  // Messages of the page's other live schedules that stay, near the week.
  std::span<const model::PlannedElsewhere> planned;
  std::span<const model::Restriction> restrictions;  // the page's active ones
  const model::Settings& settings;                   // budgets
};

// Checks a week against every rule of SPEC 9. Shares no code with the planner, so that a mistake
// there cannot hide here. Reads times from `at` through the time zone; `local` must agree with it.
// Indices in violations are those of schedule.messages. Throws Error(usage) for an unknown zone.
//
// Hard rules: order, local_time, outside_week, before_as_of, quiet_hours, ppv_gap, message_gap,
// day_cap, cooling_day_ppv, message_type, duplicate_caption, restriction, urgent_budget,
// category_budget, trigger_budget, follow_up, ppv_count, bump_count.
// Pattern rules, soft: price_tier_run, trigger_repeat, category_repeat, hour_concentration.
// Cost: n log n in the messages, and one match per message and hard pattern.
model::Validation validate(const ValidateRequest& request);

}  // namespace eros::schedule
