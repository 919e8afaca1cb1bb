#pragma once
#include <cstdint>
#include <string>

#include "eros/model/inputs.h"
#include "eros/model/report.h"
#include "eros/model/schedule.h"
#include "eros/model/settings.h"
#include "eros/orchestrate/agency.h"

// The main job for one page, in memory: no store, no clock.
namespace eros::orchestrate {

struct PlanRequest {
  base::LocalDay start;  // first of the seven days, the page's local time
  model::Mode mode = model::Mode::optimize;
  model::VolumeOverrides overrides;
  std::uint64_t seed = 1;
  bool force = false;  // may replace approved and exported weeks
};

// Have the two weeks that start on these days a day in common?
constexpr bool shares_a_day(base::LocalDay one, base::LocalDay other) {
  return one < other + base::days(7) && other < one + base::days(7);
}

// The report of SPEC 4 with the zone and counts that follow from it for the week from `start`.
model::Report analyse_page(const Agency& agency, const model::PageInputs& inputs,
                           base::LocalDay start, const model::Settings& settings);

// The volume and the caption pool of the week: what the builder is offered.
struct Selection {
  model::Report report;
  model::Volume volume;
  model::CaptionPool pool;
};
Selection select_captions(const Agency& agency, const model::PageInputs& inputs,
                          const PlanRequest& request, const model::Settings& settings);

// Analyse, volume, captions, places, validation. The schedule has no id yet. The drafts of the
// page that this one will supersede do not stand in its way.
model::Schedule plan_page(const Agency& agency, const model::PageInputs& inputs,
                          const PlanRequest& request, const model::Settings& settings);

}  // namespace eros::orchestrate
