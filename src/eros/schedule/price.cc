#include "eros/schedule/price.h"

namespace eros::schedule {
namespace {

int base_price(model::Tier tier) {
  switch (tier) {
    case model::Tier::budget:
      return 15;
    case model::Tier::mid:
      return 25;
    case model::Tier::premium:
      return 40;
    case model::Tier::luxury:
      return 60;
    case model::Tier::vip:
      return 100;
    case model::Tier::bump:
      break;
  }
  return 0;
}

}  // namespace

int price_of(model::Tier tier, base::LocalTime local) {
  const int hour = base::hour_of(local);
  const int weekday = base::iso_weekday(std::chrono::floor<base::days>(local));
  const int evening = 19 <= hour && hour <= 21 ? 11 : 10;      // tenths
  const int weekend = weekday == 5 || weekday == 6 ? 11 : 10;  // tenths
  return (base_price(tier) * evening * weekend + 50) / 100;
}

double expected_revenue(double page_mean_for_tier, double caption_total, std::int64_t observations,
                        double slot_value) {
  constexpr double prior_messages = 5.0;
  const auto n = static_cast<double>(observations);
  return (page_mean_for_tier * prior_messages + caption_total) / (prior_messages + n) * slot_value;
}

}  // namespace eros::schedule
