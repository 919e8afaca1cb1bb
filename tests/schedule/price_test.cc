#include "eros/schedule/price.h"

#include <gtest/gtest.h>

namespace eros::schedule {
namespace {

using model::Tier;
using namespace std::chrono_literals;

base::LocalTime on(int day, std::chrono::minutes time) {  // of November 2026; the 16th is a Monday
  return base::LocalTime(*base::parse_day("2026-11-01") + base::days(day - 1)) + time;
}

TEST(Price, IsTheTiersOnAnOrdinaryHour) {
  const base::LocalTime monday_noon = on(16, 12h);
  EXPECT_EQ(price_of(Tier::budget, monday_noon), 15);
  EXPECT_EQ(price_of(Tier::mid, monday_noon), 25);
  EXPECT_EQ(price_of(Tier::premium, monday_noon), 40);
  EXPECT_EQ(price_of(Tier::luxury, monday_noon), 60);
  EXPECT_EQ(price_of(Tier::vip, monday_noon), 100);
  EXPECT_EQ(price_of(Tier::bump, monday_noon), 0);
}

TEST(Price, RisesByATenthInTheEvening) {
  EXPECT_EQ(price_of(Tier::mid, on(16, 18h + 59min)), 25);
  EXPECT_EQ(price_of(Tier::mid, on(16, 19h)), 28);             // 27.5, half up
  EXPECT_EQ(price_of(Tier::budget, on(16, 21h + 59min)), 17);  // 16.5, half up
  EXPECT_EQ(price_of(Tier::mid, on(16, 22h)), 25);
}

TEST(Price, RisesByATenthOnFridayAndSaturday) {
  EXPECT_EQ(price_of(Tier::premium, on(19, 12h)), 40);
  EXPECT_EQ(price_of(Tier::premium, on(20, 12h)), 44);
  EXPECT_EQ(price_of(Tier::premium, on(21, 12h)), 44);
  EXPECT_EQ(price_of(Tier::premium, on(22, 12h)), 40);
}

TEST(Price, RoundsOnceWhereBothApply) {
  EXPECT_EQ(price_of(Tier::budget, on(20, 20h)), 18);  // 18.15
  EXPECT_EQ(price_of(Tier::mid, on(20, 20h)), 30);     // 30.25; rounding twice would give 31
  EXPECT_EQ(price_of(Tier::vip, on(20, 20h)), 121);
}

}  // namespace
}  // namespace eros::schedule
