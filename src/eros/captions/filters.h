#pragma once
#include <vector>

#include "eros/captions/budgets.h"
#include "eros/captions/request.h"
#include "eros/captions/restrictions.h"
#include "eros/model/schedule.h"

namespace eros::captions {

// What the filters left of the bank.
struct Filtered {
  std::vector<model::CaptionBank::Row> rows;    // ascending
  model::PoolHealth health;                     // every caption of the bank counted once
  std::vector<model::FilteredCaption> removed;  // by restrictions
};

// SPEC 7's filters, in order; a caption counts at the first that removes it:
//   inactive            not active, or owned by another page;
//   restricted          a category, tier or hard pattern of the page's restrictions;
//   cooling_down        the text was used by this page at most 7 days before the week's first day,
//                       is planned by another live schedule of it, or is locked for it, at most 7
//                       days before or after some day of the week;
//   locked_elsewhere    paid tiers only: held by another page that near, where locks are the
//                       agency's;
//   budget_exhausted    a budget that the caption needs is used up by what is already planned.
// One pass over the bank's columns.
Filtered filter_bank(const PickRequest& request, const Restrictions& restrictions,
                     const WeekBudgets& budgets);

// Sentences for the restrictions whose least pool sizes are not met.
std::vector<std::string> thin_pool_warnings(const PickRequest& request,
                                            const model::PoolHealth& health);

}  // namespace eros::captions
