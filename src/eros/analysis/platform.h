#pragma once
#include <span>
#include <vector>

#include "eros/base/holidays.h"
#include "eros/model/inputs.h"

namespace eros::analysis {

// The days that were bad for the whole platform (SPEC 4.2), ascending: at least 5 pages have a
// baseline for the day, and 70 % or more of those earned an EMV 30 % or more below it. A page's
// baseline for a day is the median of the same weekday over its days 8 to 90 before its own
// today, the day itself and major holidays left out. Major holidays are never in the result: they
// are left out of every page's figures anyway.
//
// `days` are those of all pages, by page, each in its own local days. Computed once for all pages
// of a run; O(n log n).
std::vector<base::LocalDay> platform_bad_days(std::span<const model::AgencyDay> days,
                                              std::span<const base::Holiday> holidays);

// The days of the major holidays in the list, ascending.
std::vector<base::LocalDay> major_holidays(std::span<const base::Holiday> holidays);

}  // namespace eros::analysis
