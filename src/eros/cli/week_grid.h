#pragma once
#include <string>

#include "eros/cli/style.h"
#include "eros/cli/week_view.h"

namespace eros::cli {

// Two or three lines: page, dates and time zone; zone, account size, counts, expected value.
std::string week_heading(const WeekView& week, const Style& style);

// The week as a calendar: the heading, a column a day, the day's messages in order of time under
// its parts (night, morning, afternoon, evening), what each day adds up to, and a key. From 98
// cells on with tier and price spelled out, below that in short forms that need 78.
std::string week_grid(const WeekView& week, const Style& style);

// The heading and every message on a line of its own, with its text.
std::string week_list(const WeekView& week, const Style& style);

}  // namespace eros::cli
