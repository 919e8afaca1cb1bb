#include "eros/volume/days.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "eros/volume/zones.h"

namespace eros::volume {
namespace {

constexpr std::array<std::int64_t, 5> red_ramp = {5, 6, 7, 8, 9};

// Clamped so that products of weights and totals stay far inside 64 bits.
std::int64_t thousandths(double factor) {
  return std::llround(std::clamp(factor, 0.0, 10.0) * 1'000.0);
}

std::int64_t weekday_factor(int iso_weekday, std::span<const model::DayOfWeekPattern> patterns) {
  for (const model::DayOfWeekPattern& pattern : patterns) {
    if (pattern.iso_weekday == iso_weekday && pattern.is_statistically_significant) {
      return thousandths(pattern.volume_multiplier);
    }
  }
  return 1'000;
}

std::int64_t holiday_factor(base::LocalDay day, std::span<const base::Holiday> holidays) {
  bool is_holiday = false;
  std::int64_t smallest = 1'000;
  for (const base::Holiday& holiday : holidays) {
    if (holiday.day != day) continue;
    const std::int64_t impact = thousandths(holiday.impact);
    smallest = is_holiday ? std::min(smallest, impact) : impact;
    is_holiday = true;
  }
  return smallest;
}

// Largest remainder without limits. Days of weight 0 get nothing.
DayCounts share(int total, const DayWeights& weights) {
  DayCounts counts{};
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  if (sum == 0) return counts;
  std::array<std::int64_t, 7> remainder{};
  int left = total;
  for (std::size_t day = 0; day < 7; ++day) {
    counts[day] = static_cast<int>(total * weights[day] / sum);
    remainder[day] = total * weights[day] % sum;
    left -= counts[day];
  }
  std::array<std::size_t, 7> order{0, 1, 2, 3, 4, 5, 6};
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
  for (int i = 0; i < left; ++i) ++counts[order[static_cast<std::size_t>(i)]];
  return counts;
}

}  // namespace

DayWeights day_weights(base::LocalDay start, std::span<const model::DayOfWeekPattern> patterns,
                       std::span<const base::Holiday> holidays) {
  DayWeights weights{};
  for (std::size_t i = 0; i < 7; ++i) {
    const base::LocalDay day = start + base::days(i);
    const int weekday = base::iso_weekday(day);
    const std::int64_t weekend_percent = weekday == 5 || weekday == 6 ? 110 : 100;
    weights[i] =
        weekend_percent * weekday_factor(weekday, patterns) * holiday_factor(day, holidays);
  }
  return weights;
}

DayWeights ppv_weights(model::Zone zone, const DayWeights& ordinary) {
  if (zone != model::Zone::red) return ordinary;
  DayWeights weights{};
  const int cooling_days = zone_config(zone).cooling_days;
  std::copy(red_ramp.begin(), red_ramp.end(), weights.begin() + cooling_days);
  return weights;
}

DayCounts spread(int total, const DayWeights& weights, const DayCounts& capacity) {
  DayCounts counts{};
  DayWeights open = weights;
  int left = std::min(total, max_weekly_messages);
  // Each round fills at least one day for good, or ends.
  while (left > 0) {
    const DayCounts wanted = share(left, open);
    bool is_one_full = false;
    for (std::size_t day = 0; day < 7; ++day) {
      if (wanted[day] <= capacity[day]) continue;
      counts[day] = capacity[day];
      left -= capacity[day];
      open[day] = 0;
      is_one_full = true;
    }
    if (is_one_full) continue;
    for (std::size_t day = 0; day < 7; ++day) counts[day] += wanted[day];
    break;
  }
  return counts;
}

}  // namespace eros::volume
