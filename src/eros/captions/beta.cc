#include "eros/captions/beta.h"

#include <boost/math/special_functions/beta.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>

namespace eros::captions {
namespace {

// Most captions of a bank are new to a page: Beta(1, 1) is the uniform, one draw.
bool is_uniform(const Arm& arm) { return arm.successes == 1.0 && arm.failures == 1.0; }

// A gamma draw of scale 1, exact: Marsaglia and Tsang, "A simple method for generating gamma
// variables", ACM Trans. Math. Softw. 26 (2000) 363. Boost's method needs a tangent and an
// exponential an attempt; the standard library's differs between vendors.
double gamma(double shape, base::Draws& draws) {
  if (shape < 1.0) {
    const double larger = gamma(shape + 1.0, draws);
    return larger * std::pow(1.0 - draws.uniform(), 1.0 / shape);
  }
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  boost::random::normal_distribution<double> normal;
  for (;;) {
    const double x = normal(draws);
    const double root = 1.0 + c * x;
    if (root <= 0.0) continue;
    const double v = root * root * root;
    const double u = 1.0 - draws.uniform();
    // The first comparison spares most logarithms.
    if (u < 1.0 - 0.0331 * x * x * x * x) return d * v;
    if (std::log(u) < 0.5 * x * x + d * (1.0 - v + std::log(v))) return d * v;
  }
}

double sample(const Arm& arm, base::Draws& draws) {
  if (is_uniform(arm)) return draws.uniform();
  const double won = gamma(arm.successes, draws);
  const double lost = gamma(arm.failures, draws);
  const double all = won + lost;
  // Both vanish only where both parameters do: the limit is then a draw of 0 or 1.
  if (!(all > 0.0)) return draws.uniform() * (arm.successes + arm.failures) < arm.successes;
  return won / all;
}

double highest_draw(const Arm& arm, std::uint32_t first) {
  return is_uniform(arm) ? base::Draws::highest_uniform(first) : 1.0;
}

double probability_above(const Arm& arm, double threshold) {
  if (threshold <= 0.0) return 1.0;
  if (threshold >= 1.0) return 0.0;
  if (is_uniform(arm)) return 1.0 - threshold;
  return boost::math::ibetac(arm.successes, arm.failures, threshold);
}

}  // namespace

const Policy beta_policy = {"beta", sample, probability_above, highest_draw};

}  // namespace eros::captions
