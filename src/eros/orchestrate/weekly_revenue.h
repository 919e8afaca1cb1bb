#pragma once
#include "eros/model/inputs.h"

namespace eros::orchestrate {

// What the page earned a week, in the lookback up to as-of, from the first day with messages on.
double revenue_a_week(const model::PageInputs& inputs, base::Instant as_of, int lookback_days);

}  // namespace eros::orchestrate
