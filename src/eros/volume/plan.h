#pragma once
#include <span>

#include "eros/base/calendar.h"
#include "eros/base/holidays.h"
#include "eros/model/page.h"
#include "eros/model/report.h"
#include "eros/model/volume.h"
#include "eros/model/words.h"

namespace eros::volume {

// What the week of seven local days from `start` can bear (SPEC 5, 6).
//
// The zone follows from the report's score and tolerance; an overridden zone decides as that zone
// does. Overridden counts are exact (`Volume::ppv`, `Volume::bump`); counts a day leave out what
// the days' limits refuse. The page's own limits, where set, replace the account size's: its gap
// is still extended by the zone. Mode conservative takes the gap of the next worse zone (RED has
// none worse). Throws Error(usage) for an override outside 0..max_weekly_messages.
model::Volume plan(const model::Report& report, const model::Page& page, base::LocalDay start,
                   model::Mode mode, const model::VolumeOverrides& overrides,
                   std::span<const base::Holiday> holidays);

}  // namespace eros::volume
