#include "eros/simulate/chance.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/poisson.hpp>

namespace eros::simulate {
namespace {

// The inverse of the distribution function, checked against Boost.Math's.
RC_GTEST_PROP(Chance, BinomialIsTheInverseOfItsDistribution, ()) {
  const int trials = *rc::gen::inRange(1, 900);
  const double p = *rc::gen::inRange(0, 1'001) / 1'000.0;
  const double uniform = *rc::gen::inRange(0, 1'000'000) / 1'000'000.0;
  const int k = binomial_at(uniform, trials, p);
  RC_ASSERT(k >= 0 && k <= trials);
  if (p == 0.0 || p == 1.0) return;
  const boost::math::binomial of(trials, p);
  // From above for p over a half: either side of a step may be taken when uniform is on it.
  RC_ASSERT(cdf(of, k) >= uniform - 1e-9);
  if (k > 0) RC_ASSERT(cdf(of, k - 1) <= uniform + 1e-9);
}

RC_GTEST_PROP(Chance, BinomialGrowsWithTheOdds, ()) {
  const int trials = *rc::gen::inRange(1, 900);
  const int p = *rc::gen::inRange(0, 1'000);
  const double uniform = *rc::gen::inRange(0, 1'000'000) / 1'000'000.0;
  RC_ASSERT(binomial_at(uniform, trials, p / 1'000.0) <=
            binomial_at(uniform, trials, (p + 1) / 1'000.0));
}

RC_GTEST_PROP(Chance, PoissonIsTheInverseOfItsDistribution, ()) {
  const double mean = *rc::gen::inRange(1, 900) / 100.0;
  const double uniform = *rc::gen::inRange(0, 999'999) / 1'000'000.0;
  const int k = poisson_at(uniform, mean);
  const boost::math::poisson of(mean);
  RC_ASSERT(cdf(of, k) > uniform - 1e-9);
  if (k > 0) RC_ASSERT(cdf(of, k - 1) <= uniform + 1e-9);
}

}  // namespace
}  // namespace eros::simulate
