#include "eros/simulate/hours.h"

#include <cmath>
#include <numbers>
#include <numeric>

namespace eros::simulate {
namespace {

// A bump between 0 and 1, one at `centre`; the greater the power, the narrower.
std::array<double, 24> bump(double centre, double power) {
  std::array<double, 24> of{};
  for (std::size_t hour = 0; hour < of.size(); ++hour) {
    const double angle = 2.0 * std::numbers::pi * (static_cast<double>(hour) + 0.5 - centre) / 24.0;
    of[hour] = std::pow(0.5 + 0.5 * std::cos(angle), power);
  }
  return of;
}

double mean(const std::array<double, 24>& of) {
  return std::accumulate(of.begin(), of.end(), 0.0) / 24.0;
}

// The bump with this mean: the mean falls with the power.
std::array<double, 24> bump_of_mean(double centre, double wanted) {
  double low = 0.01, high = 20.0;
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (low + high);
    (mean(bump(centre, middle)) > wanted ? low : high) = middle;
  }
  return bump(centre, low);
}

}  // namespace

HourProfile::HourProfile(const PageParameters& page, bool weekend) {
  activity_.fill(1.0);
  const double height = page.hour_peak - page.hour_trough;
  if (height > 0.0) {
    const double centre = page.favourite_hour + (weekend ? page.weekend_shift : 0.0);
    const auto shape = bump_of_mean(centre, (1.0 - page.hour_trough) / height);
    for (std::size_t hour = 0; hour < 24; ++hour) {
      activity_[hour] = page.hour_trough + height * shape[hour];
    }
  }
  const double total = mean(activity_) * 24.0;
  std::size_t hour = 0;
  double before = 0.0;  // share of the visits before `hour`
  for (std::size_t i = 0; i < quantiles_.size(); ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(quantiles_.size() - 1);
    while (hour < 23 && before + activity_[hour] / total < share)
      before += activity_[hour++] / total;
    const double part = (share - before) / (activity_[hour] / total);
    quantiles_[i] = 60.0 * (static_cast<double>(hour) + std::min(part, 1.0));
  }
}

}  // namespace eros::simulate
