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

}  // namespace eros::schedule
