#pragma once
#include <span>
#include <vector>

#include "eros/orchestrate/plan_page.h"

namespace eros::orchestrate {

// The weeks of pages that are planned together, in the order given; `requests` has one for each
// page. Their ids are those of as-of. Nothing is stored, `agency` is left as it was.
//
// A caption is one page's at a time (where locks are the agency's) and brings most where most is at
// stake: so pages choose in order of what they earned in the window, alike by name, each without
// what those before it took. Throws Error(failed) where a week breaks a hard rule. Time: that of
// plan_page for each.
std::vector<model::Schedule> plan_together(Agency& agency, std::span<const model::PageInputs> pages,
                                           std::span<const PlanRequest> requests,
                                           const model::Settings& settings);

// What a planned week holds, for the pages that are planned after it.
void hold_captions(Agency& agency, const model::Schedule& week);

}  // namespace eros::orchestrate
