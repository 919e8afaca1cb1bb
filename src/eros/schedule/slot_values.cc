#include "eros/schedule/slot_values.h"

#include <algorithm>

namespace eros::schedule {
namespace {

constexpr std::array weekday_hours = {9, 13, 17, 19, 20};
constexpr std::array weekend_hours = {11, 14, 18, 21};
constexpr double default_hour = 1.0;
constexpr double untried_hour = 0.8;

double mean_value(std::span<const model::TimeWindow> hours) {
  double weight = 0.0;
  double sum = 0.0;
  for (const model::TimeWindow& window : hours) {
    weight += static_cast<double>(window.n);
    sum += static_cast<double>(window.n) * window.shrunk_value;
  }
  return weight > 0.0 ? sum / weight : 0.0;
}

}  // namespace

SlotValues::SlotValues(std::span<const model::TimeWindow> hours) {
  for (auto& day : value_) day.fill(untried_hour);
  for (const int hour : weekday_hours) value_[0][static_cast<std::size_t>(hour)] = default_hour;
  for (const int hour : weekend_hours) value_[1][static_cast<std::size_t>(hour)] = default_hour;

  const double mean = mean_value(hours);
  if (!(mean > 0.0)) return;
  for (const model::TimeWindow& window : hours) {
    value_[window.weekend ? 1 : 0][static_cast<std::size_t>(window.hour)] =
        std::max(0.0, window.shrunk_value / mean);
  }
}

}  // namespace eros::schedule
