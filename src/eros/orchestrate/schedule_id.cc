#include "eros/orchestrate/schedule_id.h"

#include <fmt/format.h>

namespace eros::orchestrate {

std::string schedule_id(base::Instant as_of, const base::Zone& zone, const std::string& page_name) {
  const base::LocalTime local = zone.to_local(as_of);
  const auto day = std::chrono::floor<base::days>(local);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss<base::microseconds> time{local - day};
  return fmt::format(
      "sched_{:04}{:02}{:02}_{:02}{:02}{:02}_{:06}_{}", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
      time.minutes().count(), time.seconds().count(), time.subseconds().count(), page_name);
}

}  // namespace eros::orchestrate
