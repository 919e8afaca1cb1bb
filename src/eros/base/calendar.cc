#include "eros/base/calendar.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <stdexcept>

#include "eros/base/error.h"

namespace eros::base {
namespace {

const date::time_zone* as_zone(const void* zone) {
  return static_cast<const date::time_zone*>(zone);
}

// The library has its own type for local time; both count from the same epoch.
date::local_time<microseconds> as_library(LocalTime local) {
  return date::local_time<microseconds>(local.time_since_epoch());
}

const date::time_zone* locate(std::string_view iana_name) {
  try {
    return date::locate_zone(iana_name);
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

}  // namespace

Zone Zone::find(std::string_view iana_name) {
  const date::time_zone* zone = locate(iana_name);
  if (zone == nullptr) {
    throw Error(ErrorCode::usage, fmt::format("There is no time zone \"{}\".", iana_name),
                "Use a name of the IANA database, for example America/Los_Angeles.");
  }
  return Zone(std::string(iana_name), zone);
}

bool Zone::exists(std::string_view iana_name) { return locate(iana_name) != nullptr; }

LocalTime Zone::to_local(Instant instant) const {
  const date::sys_info info = as_zone(zone_)->get_info(instant);
  return LocalTime(instant.time_since_epoch() + info.offset);
}

LocalDay Zone::local_day(Instant instant) const {
  return std::chrono::floor<days>(to_local(instant));
}

std::optional<Instant> Zone::to_instant(LocalTime local) const {
  const date::local_info info = as_zone(zone_)->get_info(as_library(local));
  if (info.result == date::local_info::nonexistent) return std::nullopt;
  return Instant(local.time_since_epoch() - info.first.offset);
}

Instant Zone::day_start(LocalDay day) const {
  const LocalTime midnight{day};
  const date::local_info info = as_zone(zone_)->get_info(as_library(midnight));
  // The skipped stretch ends where the next period begins.
  if (info.result == date::local_info::nonexistent) return Instant(info.second.begin);
  return Instant(midnight.time_since_epoch() - info.first.offset);
}

std::vector<ZoneOffset> Zone::offsets(Instant from, Instant to) const {
  std::vector<ZoneOffset> periods;
  for (Instant at = from; at < to;) {
    const date::sys_info info = as_zone(zone_)->get_info(at);
    if (!periods.empty() && periods.back().offset == info.offset) {
      periods.back().to = Instant(info.end);  // only the zone's abbreviation changed
    } else {
      periods.push_back({Instant(info.begin), Instant(info.end), info.offset});
    }
    at = Instant(info.end);
  }
  return periods;
}

std::string format_day(LocalDay day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string format_local(LocalTime local) {
  const LocalDay day = std::chrono::floor<days>(local);
  const std::chrono::hh_mm_ss time{std::chrono::floor<seconds>(local - day)};
  return fmt::format("{} {:02}:{:02}:{:02}", format_day(day), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::string format_instant(Instant instant) {
  const LocalTime utc{instant.time_since_epoch()};
  const LocalDay day = std::chrono::floor<days>(utc);
  const std::chrono::hh_mm_ss time{utc - day};
  return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", format_day(day), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::string_view day_name(LocalDay day) {
  static constexpr std::string_view names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                               "Friday", "Saturday", "Sunday"};
  return names[iso_weekday(day) - 1];
}

int iso_weekday(LocalDay day) { return static_cast<int>(std::chrono::weekday{day}.iso_encoding()); }

int hour_of(LocalTime local) { return minute_of_day(local) / 60; }

int minute_of_day(LocalTime local) {
  const LocalDay day = std::chrono::floor<days>(local);
  return static_cast<int>(std::chrono::floor<minutes>(local - day).count());
}

bool is_weekend(LocalDay day) { return iso_weekday(day) >= 6; }

}  // namespace eros::base
