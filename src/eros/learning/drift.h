#pragma once
#include <optional>

#include "eros/learning/fit.h"

namespace eros::learning {

struct Drift {
  double z = 0.0;  // of the test, in standard deviations; above 3 is drift
  std::optional<double> half_life_days;
};

// Do captions' effects change over time? For each caption the later half of its observations is
// held against the earlier half; where nothing drifts, the squared differences over their variances
// have mean 1. If their mean is above that by more than 3 standard errors, an effect is taken to
// walk at random, and the half-life is the one at which forgetting costs as much as drifting: of
// the steady state of Kalman's filter, ln 2 / sqrt(drift a day x information a day).
Drift find_drift(const model::Observations& observations, const Fit& fit);

// 0.5^(age / half-life) of each observation.
std::vector<double> discounts(const model::Observations& observations, double half_life_days);

}  // namespace eros::learning
