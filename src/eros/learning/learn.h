#pragma once
#include "eros/learning/fit.h"
#include "eros/model/learned.h"
#include "eros/model/observations.h"

namespace eros::learning {

// What the observations teach: the fitted model; where drift is found, fitted once more with older
// observations counting less. Pure: the same observations give the same bytes.
model::Learned learn(const model::Observations& observations, const FitOptions& options);

}  // namespace eros::learning
