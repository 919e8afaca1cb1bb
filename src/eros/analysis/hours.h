#pragma once
#include <span>
#include <vector>

#include "eros/model/report.h"
#include "eros/model/rollup.h"

namespace eros::analysis {

// A mean of n values that counts as if `weight` more values, equal to `prior`, had been seen.
double shrunk_mean(const model::Moments& moments, double prior, double weight);

// Section time_window_optimization: a row for each day type (weekday, weekend) x local hour in
// which a PPV reached anybody, by shrunk_value, highest first; equal ones weekday first, then by
// hour. Empty without such PPVs.
//
// shrunk_value is the hour's mean RPR shrunk by 10 pseudo-messages to its day type's mean, and that
// by as many to the page's: an hour with two lucky messages does not beat one with fifty good ones.
// Each hour is tested against the other hours of its day type by Welch's t test.
std::vector<model::TimeWindow> time_windows(std::span<const model::HourRollup> hours);

}  // namespace eros::analysis
