#include "eros/simulate/chance.h"

#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <cmath>

namespace eros::simulate {

std::int32_t binomial_at(double uniform, std::int32_t trials, double probability) {
  if (probability <= 0.0 || trials <= 0) return 0;
  if (probability >= 1.0) return trials;
  if (trials == 1) return uniform >= 1.0 - probability ? 1 : 0;
  // P(0) must not underflow: from above, for a probability over a half.
  if (probability > 0.5) return trials - binomial_at(1.0 - uniform, trials, 1.0 - probability);
  double term = std::exp(trials * std::log1p(-probability));
  const double odds = probability / (1.0 - probability);
  double sum = term;
  std::int32_t k = 0;
  while (sum <= uniform && k < trials) {
    term *= odds * (trials - k) / (k + 1);
    ++k;
    sum += term;
  }
  return k;
}

std::int32_t poisson_at(double uniform, double mean) {
  double term = std::exp(-mean);
  double sum = term;
  std::int32_t k = 0;
  while (sum <= uniform && k < 64) {
    ++k;
    term *= mean / k;
    sum += term;
  }
  return k;
}

double normal(base::Draws& draws) { return boost::random::normal_distribution<double>()(draws); }

}  // namespace eros::simulate
