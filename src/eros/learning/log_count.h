#pragma once

namespace eros::learning {

// Moments of log(N + 1/2) where N is a Poisson count of mean lambda.
struct LogCount {
  double mean = 0.0;
  double slope = 1.0;  // d mean / d log(lambda), above 0
  double variance = 0.0;
};

// From a table by log(lambda), within 1e-3 of the exact series; for lambda above 400 by their
// limits: log(lambda), 1, 1 / lambda. Constant time.
LogCount log_count(double log_lambda);

}  // namespace eros::learning
