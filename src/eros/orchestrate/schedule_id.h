#pragma once
#include <string>

#include "eros/base/calendar.h"

namespace eros::orchestrate {

// sched_YYYYMMDD_HHMMSS_ffffff_<page_name>: as-of on the page's clocks, to the microsecond.
std::string schedule_id(base::Instant as_of, const base::Zone& zone, const std::string& page_name);

}  // namespace eros::orchestrate
