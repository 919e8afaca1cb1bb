#pragma once
#include "eros/captions/policy.h"

namespace eros::captions {

// Policy `beta`: an exact draw from the posterior Beta(successes, failures) (Thompson sampling).
extern const Policy beta_policy;

}  // namespace eros::captions
