#pragma once
#include <string>
#include <vector>

#include "eros/base/calendar.h"

namespace eros::base {

// A row of holiday_calendar. `impact` multiplies the day's weight in a plan.
struct Holiday {
  LocalDay day;
  std::string name;
  std::string type;  // FEDERAL, CULTURAL, COMMERCIAL
  bool is_major = false;
  double impact = 1.0;
};

// The twenty US holidays of a Gregorian year, by rule, in order of date. Easter by the anonymous
// Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).
std::vector<Holiday> us_holidays(int year);

}  // namespace eros::base
