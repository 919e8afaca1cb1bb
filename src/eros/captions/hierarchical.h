#pragma once
#include "eros/captions/policy.h"

namespace eros::captions {

// The policy `hierarchical`: a draw of the caption's log revenue per view, Arm::mean plus
// Arm::deviation times a standard normal, brought into (0, 1) by scale_of. Which draws the mean
// already holds, and why, is PageExpectation's to say.
extern const Policy hierarchical_policy;

// A log revenue per view, relative to an average caption's, as a number in (0, 1): r / (1 + r),
// where r is the revenue over the average. 0.5 is average, 2/3 twice as much.
double scale_of(double relative_log_revenue);

}  // namespace eros::captions
