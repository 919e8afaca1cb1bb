#pragma once
#include <cstdint>

#include "eros/model/report.h"
#include "eros/model/rollup.h"

namespace eros::analysis {

// By audience (SPEC 4.1). `messages` is how many the window holds, `audience` the largest
// sent_count among them.
model::SizeTier size_tier(std::int64_t messages, std::int64_t audience);

// By revenue in the window, in whole units of currency (SPEC 5).
model::AccountSize account_size(double revenue);

// `page` is of the lookback window. The daily figures and the gap are those of the size tier.
model::AccountClassification classify_account(const model::PageRollup& page);

}  // namespace eros::analysis
