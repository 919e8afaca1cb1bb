#include "eros/captions/hierarchical.h"

#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <numbers>

namespace eros::captions {
namespace {

double sample(const Arm& arm, base::Draws& draws) {
  return scale_of(boost::random::normal_distribution<double>(arm.mean, arm.deviation)(draws));
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

const Policy hierarchical_policy = {"hierarchical", sample, probability_above, true};

}  // namespace eros::captions
