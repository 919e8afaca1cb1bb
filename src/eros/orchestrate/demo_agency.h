#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "eros/base/calendar.h"

namespace eros::orchestrate {

// Files as `eros import` takes them, in memory.
struct DemoAgency {
  std::string creators_csv;
  std::string captions_csv;
  std::string messages_csv;             // by page, then time
  std::vector<std::string> page_names;  // sorted
};

// A sample agency: 12 pages of all account sizes in several time zones, 1,500 captions, 120 local
// days of messages up to `as_of`. Evenings, some triggers and some captions do better than others.
// In the last week the page willow_travels tires clearly, juniper_sketches a little. Pure: equal
// arguments give equal bytes. Costs some tens of milliseconds.
DemoAgency make_demo_agency(base::Instant as_of, std::uint64_t seed);

}  // namespace eros::orchestrate
