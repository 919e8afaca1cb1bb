#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/simulate/appeal.h"
#include "eros/simulate/captions.h"
#include "eros/simulate/fans.h"
#include "eros/simulate/hours.h"
#include "eros/simulate/parameters.h"
#include "eros/simulate/presets.h"

namespace eros::simulate {

struct WorldRequest {
  Preset preset;
  int pages = 40;
  int captions = 4'000;      // in the bank at any time
  int weeks = 26;            // of simulated time, history included
  base::LocalDay first_day;  // a Monday
  std::uint64_t seed = 1;
};

// The truth of one page.
struct PageWorld {
  std::uint32_t number = 0;
  std::string name;
  std::string timezone;
  PageParameters parameters;
  HourProfile weekday_hours;
  HourProfile weekend_hours;
  Appeal appeal;             // what a caption does here beyond what it does everywhere
  std::vector<double> days;  // log factor on opening, by day of the world
  Fans fans;                 // in the first week
  // Set by calibration, so that a page at its usual volume has the rates of its parameters.
  double opening_level = 0.0;  // log odds
  double buying_level = 0.0;   // log odds at a price of 25
};

// A simulated agency: everything that is so whatever is sent. It does not change; the audiences of
// all policies that are compared live in the same one.
struct World {
  WorldRequest request;
  WorldParameters parameters;
  std::vector<SimulatedCaption> captions;
  Appeal appeal;  // everywhere
  std::vector<PageWorld> pages;

  double appeal_of(const PageWorld& page, std::size_t caption, int week) const {
    return appeal.of(caption, week) + page.appeal.of(caption, week);
  }
  // Without what a caption does on this page alone, beyond its category and trigger.
  double pooled_appeal_of(const PageWorld& page, std::size_t caption, int week) const {
    return appeal.of(caption, week) + page.appeal.of_cell(caption);
  }
};

// Captions enough for every page to have its own at any time.
int usual_captions(int pages);

// Pure: equal requests give equal worlds. Costs about ten milliseconds a page. Throws Error(usage)
// for less than a page, a week or the captions that one page needs, or a first day that is no
// Monday.
World make_world(const WorldRequest& request);

}  // namespace eros::simulate
