#include "eros/captions/wilson.h"

#include <algorithm>
#include <cmath>

namespace eros::captions {
namespace {

constexpr double z = 1.96;

// Most captions of a bank are new to a page.
model::Interval interval_of(const Arm& arm) {
  static const model::Interval of_new = wilson_interval({});
  return arm.successes == 1.0 && arm.failures == 1.0 ? of_new : wilson_interval(arm);
}

double sample(const Arm& arm, base::Draws& draws) {
  const model::Interval interval = interval_of(arm);
  return interval.lower + (interval.upper - interval.lower) * draws.uniform();
}

double highest_draw(const Arm& arm, std::uint32_t first) {
  const model::Interval interval = interval_of(arm);
  return interval.lower + (interval.upper - interval.lower) * base::Draws::highest_uniform(first);
}

double probability_above(const Arm& arm, double threshold) {
  const model::Interval interval = wilson_interval(arm);
  const double width = interval.upper - interval.lower;
  if (!(width > 0.0)) return interval.lower > threshold ? 1.0 : 0.0;
  return std::clamp((interval.upper - threshold) / width, 0.0, 1.0);
}

}  // namespace

model::Interval wilson_interval(const Arm& arm) {
  const double n = arm.successes + arm.failures;
  if (!(n > 0.0)) return {0.0, 1.0};
  const double rate = arm.successes / n;
  const double denominator = 1.0 + z * z / n;
  const double centre = (rate + z * z / (2.0 * n)) / denominator;
  const double half = z * std::sqrt(rate * (1.0 - rate) / n + z * z / (4.0 * n * n)) / denominator;
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

const Policy wilson_policy = {"wilson", sample, probability_above, highest_draw};

}  // namespace eros::captions
