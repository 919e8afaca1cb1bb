#include "eros/learning/log_count.h"

#include <gtest/gtest.h>

#include <cmath>

namespace eros::learning {
namespace {

// The series, summed the other way round than the program does it: by the log of the probability.
double expectation(double lambda, double (*of)(double)) {
  double sum = 0.0;
  for (int n = 0; n < 2'000; ++n) {
    sum += std::exp(n * std::log(lambda) - lambda - std::lgamma(n + 1.0)) * of(n + 0.5);
  }
  return sum;
}

TEST(LogCount, IsTheSeries) {
  for (const double log_lambda : {-7.3, -4.0, -1.17, 0.0, 0.9, 2.21, 4.4, 5.9, 6.5}) {
    const double lambda = std::exp(log_lambda);
    const double mean = expectation(lambda, [](double x) { return std::log(x); });
    const double square = expectation(lambda, [](double x) { return std::log(x) * std::log(x); });
    const LogCount found = log_count(log_lambda);
    EXPECT_NEAR(found.mean, mean, 1e-3) << log_lambda;
    EXPECT_NEAR(found.variance, square - mean * mean, 1e-3) << log_lambda;
    const double higher =
        expectation(std::exp(log_lambda + 1e-4), [](double x) { return std::log(x); });
    EXPECT_NEAR(found.slope, (higher - mean) / 1e-4, 2e-3) << log_lambda;
  }
}

TEST(LogCount, StaysPositiveWhereNothingIsExpected) {
  const LogCount found = log_count(-30.0);
  EXPECT_GT(found.slope, 0.0);
  EXPECT_GT(found.variance, 0.0);
}

}  // namespace
}  // namespace eros::learning
