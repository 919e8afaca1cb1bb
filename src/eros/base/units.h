#pragma once
#include <compare>
#include <cstdint>
#include <optional>

namespace eros::base {

// An amount of the agency's currency, exact to a ten-thousandth (DECIMAL(18,4) in the store).
struct Money {
  std::int64_t ten_thousandths = 0;
  static constexpr Money whole(std::int64_t units) { return {units * 10'000}; }
  constexpr double value() const { return static_cast<double>(ten_thousandths) / 10'000.0; }
  constexpr auto operator<=>(const Money&) const = default;
};

enum class CaptionId : std::int64_t {};
constexpr std::int64_t number(CaptionId id) { return static_cast<std::int64_t>(id); }

// x / 0 is no value: never an error, never 0. It is null in JSON and SQL.
constexpr std::optional<double> safe_divide(double numerator, double denominator) {
  if (denominator == 0.0) return std::nullopt;
  return numerator / denominator;
}

}  // namespace eros::base
