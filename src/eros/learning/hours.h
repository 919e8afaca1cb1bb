#pragma once
#include <vector>

#include "eros/learning/fit.h"
#include "eros/model/learned.h"

namespace eros::learning {

// The worth of local hours, on weekdays and weekends.
struct Hours {
  std::vector<model::HourEffect> all;    // of all pages, by slot
  std::vector<model::HourEffect> pages;  // by page, slot
};

// What an hour does to the log revenue a fan that was sent the message: by what is bought of those
// who look, and by how many look. The captions' effects, the pages', their months' and the days'
// are taken off first, for good captions are sent at good hours. Three levels, each shrunk by its
// own estimated variance: the hour on all pages; the day type on the page; the hour on the page.
// Linear time, a dozen sweeps.
Hours fit_hours(const model::Observations& observations, const Fit& fit);

}  // namespace eros::learning
