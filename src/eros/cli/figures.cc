#include "eros/cli/figures.h"

#include <fmt/core.h>

#include <array>
#include <cmath>

namespace eros::cli {
namespace {

constexpr const char* no_value = "-";

std::string grouped(std::string digits) {
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return digits;
}

bool is_missing(const std::optional<double>& value) { return !value || !std::isfinite(*value); }

}  // namespace

std::string count_text(std::int64_t value) {
  return value < 0 ? "-" + grouped(std::to_string(value).substr(1))
                   : grouped(std::to_string(value));
}

std::string money_text(std::optional<double> value) {
  if (is_missing(value)) return no_value;
  const char* sign = *value < 0 ? "-" : "";
  const double size = std::abs(*value);
  if (size < 99.995) return fmt::format("{}${:.2f}", sign, size);
  return fmt::format("{}${}", sign, grouped(fmt::format("{:.0f}", size)));
}

std::string percent_text(std::optional<double> rate) {
  return is_missing(rate) ? no_value : fmt::format("{:.1f}%", *rate * 100.0);
}

std::string signed_percent_text(std::optional<double> percent) {
  return is_missing(percent) ? no_value : fmt::format("{:+.1f}%", *percent);
}

std::string decimal_text(std::optional<double> value, int digits) {
  return is_missing(value) ? no_value : fmt::format("{:.{}f}", *value, digits);
}

std::string p_value_text(std::optional<double> p) {
  return !is_missing(p) && *p < 0.0005 ? "<0.001" : decimal_text(p, 3);
}

std::string amount_text(std::int64_t n, const char* one, const char* many) {
  return fmt::format("{} {}", count_text(n), n == 1 ? one : many);
}

std::string short_day(base::LocalDay day) {
  return fmt::format("{} {}", base::day_name(day).substr(0, 3),
                     static_cast<unsigned>(std::chrono::year_month_day(day).day()));
}

std::string long_day(base::LocalDay day) {
  static constexpr std::array<const char*, 12> months = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  const std::chrono::year_month_day date(day);
  return fmt::format("{} {} {}", base::day_name(day), static_cast<unsigned>(date.day()),
                     months[static_cast<unsigned>(date.month()) - 1]);
}

std::string clock_text(base::LocalTime local) {
  const int minute = base::minute_of_day(local);
  return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

}  // namespace eros::cli
