#include "eros/volume/advice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "eros/volume/targets.h"
#include "eros/volume/zones.h"

namespace eros::volume {
namespace {

using model::AccountSize;
using model::RiskLevel;
using model::Zone;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string advice(Zone zone, RiskLevel level) {
  model::Saturation saturation;
  saturation.risk_level = level;
  saturation.emv_deviation = -0.2;
  saturation.recent_messages = 20;
  return recommended_action(saturation, zone);
}

// The words of each zone against what it makes of the counts of every account size.
TEST(Advice, SaysWhatTheVolumeDoes) {
  EXPECT_THAT(advice(Zone::green, RiskLevel::moderate), HasSubstr("keep the volume as it is"));
  EXPECT_THAT(advice(Zone::yellow, RiskLevel::high),
              HasSubstr("a quarter to a third fewer paid messages, with longer gaps, and up to a "
                        "fifth more free ones"));
  EXPECT_THAT(advice(Zone::red, RiskLevel::critical),
              HasSubstr("pause paid messages for two days, then come back with about half as many, "
                        "with longer gaps, and twice as many free ones"));
  for (const AccountSize size : {AccountSize::micro, AccountSize::small, AccountSize::medium,
                                 AccountSize::large, AccountSize::mega}) {
    const VolumeTargets green = targets_in_zone(size, Zone::green);
    const VolumeTargets yellow = targets_in_zone(size, Zone::yellow);
    const VolumeTargets red = targets_in_zone(size, Zone::red);
    EXPECT_GE(3 * yellow.ppv, 2 * green.ppv);
    EXPECT_LE(4 * yellow.ppv, 3 * green.ppv);
    EXPECT_GE(yellow.bump, green.bump);
    EXPECT_LE(5 * yellow.bump, 6 * green.bump);
    EXPECT_NEAR(2.0 * red.ppv / green.ppv, 1.0, 0.05);
    EXPECT_EQ(red.bump, 2 * green.bump);
  }
  EXPECT_EQ(zone_config(Zone::red).cooling_days, 2);
  EXPECT_EQ(zone_config(Zone::yellow).cooling_days, 0);
  EXPECT_GT(zone_config(Zone::yellow).gap_extension, zone_config(Zone::green).gap_extension);
}

TEST(Advice, HasASentenceOfItsOwnForEachLevel) {
  std::set<std::string> sentences;
  for (const RiskLevel level : {RiskLevel::healthy, RiskLevel::low, RiskLevel::moderate,
                                RiskLevel::high, RiskLevel::critical}) {
    sentences.insert(advice(Zone::yellow, level));
  }
  EXPECT_EQ(sentences.size(), 5u);
}

TEST(Advice, IsNoneWhereNothingWasJudged) {
  model::Saturation nothing;
  EXPECT_THAT(recommended_action(nothing, Zone::green),
              StartsWith("No messages in the last 7 days: not judged"));
  nothing.recent_messages = 3;
  EXPECT_THAT(recommended_action(nothing, Zone::green),
              StartsWith("Nothing in the last 7 days can be compared"));
  nothing.unlock_rate_deviation = 0.0;
  EXPECT_THAT(recommended_action(nothing, Zone::green), HasSubstr("responds as usual"));
  for (const char* reason : {"HOLIDAY", "PLATFORM"}) {
    nothing.exclusion_reason = reason;
    EXPECT_THAT(recommended_action(nothing, Zone::green), HasSubstr("not judged"));
    EXPECT_THAT(recommended_action(nothing, Zone::green), Not(HasSubstr("as usual")));
  }
}

}  // namespace
}  // namespace eros::volume
