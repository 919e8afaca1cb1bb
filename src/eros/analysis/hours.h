#pragma once
#include <span>
#include <vector>

#include "eros/model/learned.h"
#include "eros/model/report.h"
#include "eros/model/rollup.h"

namespace eros::analysis {

// A mean of n values that counts as if `weight` more values, equal to `prior`, had been seen.
double shrunk_mean(const model::Moments& moments, double prior, double weight);

// Section time_window_optimization: a row for each day type (weekday, weekend) x local hour in
// which a PPV reached anybody, by shrunk_value, highest first; equal ones weekday first, then by
// hour. Empty without such PPVs.
//
// shrunk_value is the page's mean RPR times what was learned of the hour (docs/learning.md): `own`
// for the page, or, for a page that nothing was learned of, `all` pages' hours. Hours without a
// message of the page then have a row too (n = 0). The values' mean over the page's messages is its
// mean RPR. own_share says how much of the value is from the page's own sends in that hour.
//
// With nothing learned at all it is the hour's mean RPR shrunk by 10 pseudo-messages to its day
// type's mean, and that by as many to the page's: an hour with two lucky messages does not beat one
// with fifty good ones. Each hour is tested against the other hours of its day type by Welch's t
// test.
std::vector<model::TimeWindow> time_windows(std::span<const model::HourRollup> hours,
                                            std::span<const model::HourEffect> own = {},
                                            std::span<const model::HourEffect> all = {});

}  // namespace eros::analysis
