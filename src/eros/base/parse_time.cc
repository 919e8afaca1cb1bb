#include <algorithm>

#include "eros/base/calendar.h"

// ISO 8601, the part of it that EROS takes, strictly: fixed widths and nothing left over.
namespace eros::base {
namespace {

// What is still to be read of a text.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  bool done() const { return rest_.empty(); }
  bool take(char expected) {
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // Exactly `digits` decimal digits with a value of at most `most`.
  std::optional<int> take_number(std::size_t digits, int most) {
    if (count_digits() < digits) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) value = value * 10 + (rest_[i] - '0');
    if (value > most) return std::nullopt;
    rest_.remove_prefix(digits);
    return value;
  }
  std::size_t count_digits() const {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
    return static_cast<std::size_t>(end - rest_.begin());
  }

 private:
  std::string_view rest_;
};

std::optional<LocalDay> read_day(Reader& reader) {
  const auto year = reader.take_number(4, 9999);
  if (!year || !reader.take('-')) return std::nullopt;
  const auto month = reader.take_number(2, 12);
  if (!month || !reader.take('-')) return std::nullopt;
  const auto day = reader.take_number(2, 31);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return LocalDay(date);
}

// One to six digits after the point.
std::optional<microseconds> read_fraction(Reader& reader) {
  const std::size_t digits = reader.count_digits();
  if (digits < 1 || digits > 6) return std::nullopt;
  auto value = reader.take_number(digits, 999'999);
  for (std::size_t i = digits; i < 6; ++i) *value *= 10;
  return microseconds(*value);
}

// hh:mm[:ss[.f]]. 24:00 and second 60 are refused.
std::optional<microseconds> read_time_of_day(Reader& reader) {
  const auto hour = reader.take_number(2, 23);
  if (!hour || !reader.take(':')) return std::nullopt;
  const auto minute = reader.take_number(2, 59);
  if (!minute) return std::nullopt;
  microseconds time = hours(*hour) + minutes(*minute);
  if (!reader.take(':')) return time;
  const auto second = reader.take_number(2, 59);
  if (!second) return std::nullopt;
  time += seconds(*second);
  if (!reader.take('.')) return time;
  const auto fraction = read_fraction(reader);
  if (!fraction) return std::nullopt;
  return time + *fraction;
}

// Z, +hh:mm, +hhmm or +hh.
std::optional<minutes> read_offset(Reader& reader) {
  if (reader.take('Z')) return minutes(0);
  const bool west = reader.take('-');
  if (!west && !reader.take('+')) return std::nullopt;
  const auto hour = reader.take_number(2, 23);
  if (!hour) return std::nullopt;
  minutes offset = hours(*hour);
  if (!reader.done()) {
    reader.take(':');
    const auto minute = reader.take_number(2, 59);
    if (!minute) return std::nullopt;
    offset += minutes(*minute);
  }
  return west ? -offset : offset;
}

}  // namespace

std::optional<LocalDay> parse_day(std::string_view text) {
  Reader reader(text);
  const auto day = read_day(reader);
  if (!day || !reader.done()) return std::nullopt;
  return day;
}

std::optional<Instant> parse_instant(std::string_view iso8601, const Zone& zone) {
  Reader reader(iso8601);
  const auto day = read_day(reader);
  if (!day || (!reader.take('T') && !reader.take(' '))) return std::nullopt;
  const auto time = read_time_of_day(reader);
  if (!time) return std::nullopt;
  const LocalTime local = *day + *time;
  if (reader.done()) return zone.to_instant(local);
  const auto offset = read_offset(reader);
  if (!offset || !reader.done()) return std::nullopt;
  return Instant(local.time_since_epoch() - *offset);
}

}  // namespace eros::base
