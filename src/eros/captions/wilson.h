#pragma once
#include "eros/captions/policy.h"
#include "eros/model/report.h"

namespace eros::captions {

// Wilson's score interval for successes / (successes + failures), z = 1.96, within [0, 1].
// Source: Wilson 1927, J. Am. Stat. Assoc. 22, 209-212. With no observations it is [0, 1].
model::Interval wilson_interval(const Arm& arm);

// Policy `wilson`: a uniform draw inside the Wilson interval (the documented original).
extern const Policy wilson_policy;

}  // namespace eros::captions
