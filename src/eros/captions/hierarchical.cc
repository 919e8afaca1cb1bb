#include "eros/captions/hierarchical.h"

#include <algorithm>
#include <array>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numbers>

namespace eros::captions {
namespace {

// By the inverse distribution function: the first value then tells nearly all of a draw.
double standard_normal(double uniform) {
  using boost::math::policies::promote_double;
  static const boost::math::normal_distribution<
      double, boost::math::policies::policy<promote_double<false>>>
      normal;
  return boost::math::quantile(normal, std::clamp(uniform, 0x1p-54, 1.0 - 0x1p-53));
}

double sample(const Arm& arm, base::Draws& draws) {
  return scale_of(arm.mean + arm.deviation * standard_normal(draws.uniform()));
}

// No less than scale_of at this place, and without an exponential: what it is at the next of 256
// steps in 1, and a little more for rounding.
double at_least_scale_of(double place) {
  constexpr double end = 8.0;
  constexpr double steps = 256.0;
  static const auto scale = [] {
    std::array<double, static_cast<std::size_t>(2.0 * end * steps) + 2> of{};
    for (std::size_t i = 0; i < of.size(); ++i) {
      of[i] = (1.0 + 0x1p-50) * scale_of(static_cast<double>(i) / steps - end);
    }
    return of;
  }();
  if (!(place < end)) return 1.0;
  if (place < -end) return scale.front();
  return scale[static_cast<std::size_t>((place + end) * steps) + 1];
}

// The leading bits of the first value are enough.
double highest_draw(const Arm& arm, std::uint32_t first) {
  constexpr std::size_t steps = 1'024;
  static const auto highest = [] {
    std::array<double, steps> of{};
    for (std::size_t i = 0; i < steps; ++i) {
      of[i] = standard_normal(static_cast<double>(i + 1) / steps);
    }
    return of;
  }();
  return at_least_scale_of(arm.mean + arm.deviation * highest[first / ((1ULL << 32) / steps)]);
}

double probability_above(const Arm& arm, double threshold) {
  if (threshold <= 0.0) return 1.0;
  if (threshold >= 1.0) return 0.0;
  const double needed = std::log(threshold / (1.0 - threshold));
  if (!(arm.deviation > 0.0)) return arm.mean > needed ? 1.0 : 0.0;
  return 0.5 * std::erfc((needed - arm.mean) / (arm.deviation * std::numbers::sqrt2));
}

}  // namespace

double scale_of(double relative_log_revenue) {
  return 1.0 / (1.0 + std::exp(-relative_log_revenue));
}

const Policy hierarchical_policy = {"hierarchical", sample, probability_above, highest_draw, true};

}  // namespace eros::captions
