#include "eros/analysis/weekday_baseline.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace eros::analysis {
namespace {

// Median of n sorted values, of which at(i) is the i-th.
template <class At>
std::optional<double> sorted_median(std::size_t n, const At& at) {
  if (n == 0) return std::nullopt;
  return std::midpoint(at((n - 1) / 2), at(n / 2));
}

}  // namespace

void WeekdayBaseline::clear() {
  for (auto& values : by_weekday_) values.clear();
}

void WeekdayBaseline::sort() {
  for (auto& values : by_weekday_) std::sort(values.begin(), values.end());
}

std::optional<double> WeekdayBaseline::median(base::LocalDay day) const {
  const auto& values = of(day);
  return sorted_median(values.size(), [&](std::size_t i) { return values[i]; });
}

std::optional<double> WeekdayBaseline::median_without(base::LocalDay day, double value) const {
  const auto& values = of(day);
  const auto left_out = static_cast<std::size_t>(
      std::lower_bound(values.begin(), values.end(), value) - values.begin());
  return sorted_median(values.size() - 1,
                       [&](std::size_t i) { return values[i < left_out ? i : i + 1]; });
}

std::optional<double> WeekdayBaseline::spread(base::LocalDay day) const {
  const auto& values = of(day);
  if (values.size() < 2 || values.front() == values.back()) return std::nullopt;
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0.0;
  for (double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / (n - 1.0));
}

}  // namespace eros::analysis
