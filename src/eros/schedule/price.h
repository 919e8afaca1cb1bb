#pragma once
#include "eros/base/calendar.h"
#include "eros/model/words.h"

namespace eros::schedule {

// The price of a PPV in whole units of currency (SPEC 9): budget 15, mid 25, premium 40, luxury 60,
// vip 100; x 1.1 in the local hours 19, 20 and 21; x 1.1 on Friday and Saturday; rounded once,
// half up, in integers. 0 for a bump.
int price_of(model::Tier tier, base::LocalTime local);

}  // namespace eros::schedule
