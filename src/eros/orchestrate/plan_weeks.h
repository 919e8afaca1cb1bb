#pragma once
#include <span>
#include <string>
#include <vector>

#include "eros/model/schedule.h"
#include "eros/orchestrate/plan_page.h"
#include "eros/store/store.h"

namespace eros::orchestrate {

// Refuses a start before as-of's local day on the page's clocks: Error(usage).
void check_start(base::LocalDay start, base::Instant as_of, const model::Page& page);

// Plans the pages, as plan_together does, and stores all of them in one transaction; returns their
// weeks in the order given. A caption that somebody else took meanwhile is left out and the pages
// concerned are planned again, three times at most. Throws Error(failed), and then nothing is
// stored: a hard violation, approved weeks in the way without `force`, conflicts that do not end.
// `save` false plans only. What was stored is held in `agency` from then on, so that pages can be
// planned one by one with one agency as long as nobody else writes to the store.
std::vector<model::Schedule> plan_weeks(store::Store& store, Agency& agency,
                                        std::span<const model::PageInputs> pages,
                                        const PlanRequest& request, const model::Settings& settings,
                                        bool save);

}  // namespace eros::orchestrate
