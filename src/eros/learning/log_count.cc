#include "eros/learning/log_count.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace eros::learning {
namespace {

constexpr double lowest = -8.0;
constexpr double highest = 6.0;
constexpr int steps_a_unit = 32;
constexpr std::size_t points = static_cast<std::size_t>((highest - lowest) * steps_a_unit) + 1;

// The series itself, from the count of 0 up to where nothing is left.
LogCount exact(double log_lambda) {
  const double lambda = std::exp(log_lambda);
  const int last = static_cast<int>(lambda + 12.0 * std::sqrt(lambda) + 20.0);
  double probability = std::exp(-lambda);
  double mean = 0.0;
  double square = 0.0;
  double next = 0.0;  // mean of log(N + 3/2)
  for (int n = 0; n <= last; ++n) {
    const double value = std::log(n + 0.5);
    mean += probability * value;
    square += probability * value * value;
    next += probability * std::log(n + 1.5);
    probability *= lambda / (n + 1);
  }
  return {mean, lambda * (next - mean), std::max(square - mean * mean, 0.0)};
}

const std::array<LogCount, points>& table() {
  static const auto made = [] {
    std::array<LogCount, points> all{};
    for (std::size_t i = 0; i < points; ++i) {
      all[i] = exact(lowest + static_cast<double>(i) / steps_a_unit);
    }
    return all;
  }();
  return made;
}

}  // namespace

LogCount log_count(double log_lambda) {
  if (log_lambda >= highest) return {log_lambda, 1.0, std::exp(-log_lambda)};
  const double place = std::max(log_lambda - lowest, 0.0) * steps_a_unit;
  const auto at = std::min(static_cast<std::size_t>(place), points - 2);
  const double part = place - static_cast<double>(at);
  const LogCount& a = table()[at];
  const LogCount& b = table()[at + 1];
  return {a.mean + part * (b.mean - a.mean), a.slope + part * (b.slope - a.slope),
          a.variance + part * (b.variance - a.variance)};
}

}  // namespace eros::learning
