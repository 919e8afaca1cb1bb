#include "eros/orchestrate/weekly_revenue.h"

#include <algorithm>

namespace eros::orchestrate {
namespace {

double weeks_seen(const model::PageInputs& inputs, base::Instant as_of, double lookback_days) {
  if (inputs.history.days.empty()) return lookback_days / 7.0;
  const base::LocalDay today = base::Zone::find(inputs.page.timezone).local_day(as_of);
  const auto days = static_cast<double>((today - inputs.history.days.front().day).count() + 1);
  return std::clamp(days, 7.0, std::max(7.0, lookback_days)) / 7.0;
}

}  // namespace

double revenue_a_week(const model::PageInputs& inputs, base::Instant as_of, int lookback_days) {
  return inputs.history.page.revenue / weeks_seen(inputs, as_of, lookback_days);
}

}  // namespace eros::orchestrate
