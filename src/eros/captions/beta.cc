#include "eros/captions/beta.h"

#include <boost/math/special_functions/beta.hpp>
#include <boost/random/beta_distribution.hpp>

namespace eros::captions {
namespace {

// Most captions of a bank are new to a page: Beta(1, 1) is the uniform, one draw.
bool is_uniform(const Arm& arm) { return arm.successes == 1.0 && arm.failures == 1.0; }

double sample(const Arm& arm, base::Draws& draws) {
  if (is_uniform(arm)) return draws.uniform();
  return boost::random::beta_distribution<double>(arm.successes, arm.failures)(draws);
}

double probability_above(const Arm& arm, double threshold) {
  if (threshold <= 0.0) return 1.0;
  if (threshold >= 1.0) return 0.0;
  if (is_uniform(arm)) return 1.0 - threshold;
  return boost::math::ibetac(arm.successes, arm.failures, threshold);
}

}  // namespace

const Policy beta_policy = {"beta", sample, probability_above};

}  // namespace eros::captions
