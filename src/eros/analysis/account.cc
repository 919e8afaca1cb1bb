#include "eros/analysis/account.h"

namespace eros::analysis {

using model::AccountSize;
using model::SizeTier;

namespace {

struct TierAdvice {
  int ppv_min, ppv_max, bumps, ppv_gap_minutes;
  double saturation_tolerance;
};

constexpr TierAdvice advice(SizeTier tier) {
  switch (tier) {
    case SizeTier::new_page:
      return {2, 3, 3, 150, 0.5};
    case SizeTier::small:
      return {3, 5, 4, 120, 0.4};
    case SizeTier::medium:
      return {5, 8, 6, 90, 0.5};
    case SizeTier::large:
      return {8, 12, 10, 75, 0.6};
    case SizeTier::xl:
      return {10, 15, 12, 60, 0.7};
  }
  return {};
}

}  // namespace

SizeTier size_tier(std::int64_t messages, std::int64_t audience) {
  if (messages < 20) return SizeTier::new_page;
  if (audience < 5'000) return SizeTier::small;
  if (audience < 25'000) return SizeTier::medium;
  if (audience < 100'000) return SizeTier::large;
  return SizeTier::xl;
}

AccountSize account_size(double revenue) {
  if (revenue < 5'000.0) return AccountSize::micro;
  if (revenue < 25'000.0) return AccountSize::small;
  if (revenue < 100'000.0) return AccountSize::medium;
  if (revenue < 500'000.0) return AccountSize::large;
  return AccountSize::mega;
}

model::AccountClassification classify_account(const model::PageRollup& page) {
  model::AccountClassification account;
  account.size_tier = size_tier(page.total.messages, page.max_sent);
  account.account_size = account_size(page.revenue);
  account.avg_audience = page.max_sent;
  account.total_revenue_period = page.revenue;
  const TierAdvice figures = advice(account.size_tier);
  account.daily_ppv_target_min = figures.ppv_min;
  account.daily_ppv_target_max = figures.ppv_max;
  account.daily_bump_target = figures.bumps;
  account.min_ppv_gap_minutes = figures.ppv_gap_minutes;
  account.saturation_tolerance = figures.saturation_tolerance;
  return account;
}

}  // namespace eros::analysis
