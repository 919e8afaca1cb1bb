#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The only place that knows time zones. The IANA database of the system decides.
namespace eros::base {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

using Instant = std::chrono::sys_time<microseconds>;      // a moment, UTC
using LocalTime = std::chrono::local_time<microseconds>;  // a wall-clock reading in some zone
using LocalDay = std::chrono::local_days;                 // a calendar day in some zone

// For [from, to) the zone's clocks show UTC + offset.
struct ZoneOffset {
  Instant from;
  Instant to;
  seconds offset;
};

// A time zone by its IANA name. Cheap to copy. Right to the end of 2037: the zone files list
// changes of the clocks up to then, and the library does not extend the rules beyond.
class Zone {
 public:
  // Throws Error(usage) for a name that the database does not have.
  static Zone find(std::string_view iana_name);
  // Does the database have this zone?
  static bool exists(std::string_view iana_name);

  const std::string& name() const { return name_; }
  LocalTime to_local(Instant instant) const;
  LocalDay local_day(Instant instant) const;
  // The instant at which the zone's clocks show `local`. A reading that DST repeats means the
  // first; one that DST skips has no instant.
  std::optional<Instant> to_instant(LocalTime local) const;
  // The first instant of a local day, also where midnight is skipped. For a day that the zone skips
  // altogether, the first instant after it.
  Instant day_start(LocalDay day) const;
  // The offsets that hold somewhere in [from, to), in order, each clipped to nothing: the first
  // may begin before `from`, the last may end after `to`.
  std::vector<ZoneOffset> offsets(Instant from, Instant to) const;

 private:
  Zone(std::string name, const void* zone) : name_(std::move(name)), zone_(zone) {}
  std::string name_;
  const void* zone_;  // date::time_zone, owned by the library's database
};

// "2026-11-17T12:00:00-08:00", "...Z": a day, T or a blank, hh:mm[:ss[.f]] with at most six digits
// of a fraction, then Z, +hh:mm, +hhmm, +hh or nothing. With no offset the text is a reading of
// `zone`. Nothing for anything else (a day alone, second 60, white space around), or for a reading
// that does not exist there.
std::optional<Instant> parse_instant(std::string_view iso8601, const Zone& zone);
// "2026-11-17"; nothing for anything else or an impossible date.
std::optional<LocalDay> parse_day(std::string_view text);

std::string format_day(LocalDay day);         // 2026-11-17
std::string format_local(LocalTime local);    // 2026-11-17 12:00:00
std::string format_instant(Instant instant);  // 2026-11-17T20:00:00.000000Z
std::string_view day_name(LocalDay day);      // Tuesday
// ISO number of the weekday: Monday 1 ... Sunday 7.
int iso_weekday(LocalDay day);
int hour_of(LocalTime local);        // 0-23
int minute_of_day(LocalTime local);  // 0-1439
bool is_weekend(LocalDay day);       // Saturday or Sunday

}  // namespace eros::base
