#pragma once
#include <cstdint>

#include "eros/base/calendar.h"
#include "eros/model/words.h"

namespace eros::schedule {

// The price of a PPV in whole units of currency (SPEC 9): budget 15, mid 25, premium 40, luxury 60,
// vip 100; x 1.1 in the local hours 19, 20 and 21; x 1.1 on Friday and Saturday; rounded once,
// half up, in integers. 0 for a bump.
int price_of(model::Tier tier, base::LocalTime local);

// What a PPV may earn, in units of currency: the caption's own mean earnings per message, shrunk
// to the page's mean for its tier as if that mean had been seen `prior_messages` times, times the
// slot's value (1.0 = an average hour). Empirical-Bayes shrinkage with a fixed prior weight
// (Efron and Morris 1977). A rough figure for people to read: nothing is decided by it.
double expected_revenue(double page_mean_for_tier, double caption_total, std::int64_t observations,
                        double slot_value);

}  // namespace eros::schedule
