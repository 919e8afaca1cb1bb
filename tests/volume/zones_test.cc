#include "eros/volume/zones.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "eros/base/error.h"

namespace eros::volume {
namespace {

using model::Zone;

TEST(Zones, LimitsAtTheDefaultTolerance) {
  EXPECT_EQ(zone_of(0.0, 0.5), Zone::green);
  EXPECT_EQ(zone_of(0.29, 0.5), Zone::green);
  EXPECT_EQ(zone_of(0.30, 0.5), Zone::yellow);
  EXPECT_EQ(zone_of(0.60, 0.5), Zone::yellow);
  EXPECT_EQ(zone_of(0.61, 0.5), Zone::red);
  EXPECT_EQ(zone_of(1.0, 0.5), Zone::red);
}

// 0.24 and 0.48, 0.36 and 0.72, 0.42 and 0.84: the tolerances of SPEC 4.1. None of these limits
// is a binary fraction.
TEST(Zones, LimitsScaleWithTolerance) {
  EXPECT_EQ(zone_of(0.23, 0.4), Zone::green);
  EXPECT_EQ(zone_of(0.24, 0.4), Zone::yellow);
  EXPECT_EQ(zone_of(0.48, 0.4), Zone::yellow);
  EXPECT_EQ(zone_of(0.49, 0.4), Zone::red);
  EXPECT_EQ(zone_of(0.35, 0.6), Zone::green);
  EXPECT_EQ(zone_of(0.36, 0.6), Zone::yellow);
  EXPECT_EQ(zone_of(0.72, 0.6), Zone::yellow);
  EXPECT_EQ(zone_of(0.73, 0.6), Zone::red);
  EXPECT_EQ(zone_of(0.41, 0.7), Zone::green);
  EXPECT_EQ(zone_of(0.42, 0.7), Zone::yellow);
  EXPECT_EQ(zone_of(0.84, 0.7), Zone::yellow);
  EXPECT_EQ(zone_of(0.85, 0.7), Zone::red);
}

RC_GTEST_PROP(Zones, AgreeWithExactFractions, ()) {
  const int score = *rc::gen::inRange(0, 101);
  const int tolerance = *rc::gen::inRange(1, 101);
  // score / 100 against 0.6 x tolerance / 100 and 1.2 x tolerance / 100, times 1000.
  const Zone expected = score * 10 < 6 * tolerance     ? Zone::green
                        : score * 10 <= 12 * tolerance ? Zone::yellow
                                                       : Zone::red;
  RC_ASSERT(zone_of(score / 100.0, tolerance / 100.0) == expected);
}

TEST(Zones, RefuseWhatIsNoScore) {
  for (const double bad : {-0.01, 1.01, std::nan("")}) {
    EXPECT_THROW(zone_of(bad, 0.5), base::Error);
  }
  for (const double bad : {0.0, -0.5, 1.01, std::nan("")}) {
    EXPECT_THROW(zone_of(0.2, bad), base::Error);
  }
}

TEST(Zones, Table) {
  const ZoneConfig& green = zone_config(Zone::green);
  EXPECT_EQ(green.gap_extension.count(), 0);
  EXPECT_EQ(green.cooling_days, 0);
  const ZoneConfig& yellow = zone_config(Zone::yellow);
  EXPECT_EQ(yellow.ppv_percent, 75);
  EXPECT_EQ(yellow.bump_percent, 120);
  EXPECT_EQ(yellow.gap_extension.count(), 30);
  EXPECT_EQ(yellow.cooling_days, 0);
  const ZoneConfig& red = zone_config(Zone::red);
  EXPECT_EQ(red.ppv_percent, 50);
  EXPECT_EQ(red.bump_percent, 200);
  EXPECT_EQ(red.gap_extension.count(), 60);
  EXPECT_EQ(red.cooling_days, 2);
  EXPECT_EQ(red.max_cooling_day_bumps, 3);
}

}  // namespace
}  // namespace eros::volume
