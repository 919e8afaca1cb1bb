#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "eros/base/calendar.h"

// Figures and dates as people read them. No value is a dash.
namespace eros::cli {

std::string count_text(std::int64_t value);                      // 12,345
std::string money_text(std::optional<double> value);             // $1,235 from 100 on, else $12.50
std::string percent_text(std::optional<double> rate);            // 0.0312 is 3.1%
std::string signed_percent_text(std::optional<double> percent);  // 12.3 is +12.3%
std::string decimal_text(std::optional<double> value, int digits);
std::string p_value_text(std::optional<double> p);  // 0.031; under half a thousandth <0.001
std::string amount_text(std::int64_t n, const char* one, const char* many);  // 1 bump, 4 bumps
std::string short_day(base::LocalDay day);                                   // Mon 23
std::string long_day(base::LocalDay day);                                    // Monday 23 November
std::string clock_text(base::LocalTime local);                               // 09:07

}  // namespace eros::cli
