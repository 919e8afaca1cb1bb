#include "eros/schedule/place.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "eros/base/text.h"
#include "eros/schedule/validate.h"
#include "schedule/random_week.h"

namespace eros::schedule {
namespace {

using testing::RandomWeek;

std::string told(const model::Validation& validation) {
  std::string text;
  for (const model::Violation& found : validation.violations) {
    text += found.rule + ": " + found.message + "\n";
  }
  return text;
}

std::string written(const model::Schedule& schedule) {
  std::string text;
  for (const model::PlannedMessage& message : schedule.messages) {
    text += base::format_instant(message.at) + " " +
            std::to_string(base::number(message.caption_id)) + " " + std::to_string(message.price) +
            " " + message.decision.binding_constraint + "\n";
  }
  for (const std::string& warning : schedule.warnings) text += warning + "\n";
  return text;
}

TEST(Place, NeverMakesAPlanThatTheValidatorRejects) {
  int placed = 0;
  int short_of_something = 0;
  for (std::uint64_t seed = 1; seed <= 2500; ++seed) {
    const RandomWeek week(seed, RandomWeek::Kind::any);
    const PlaceResult result = place(week.request());
    const model::Validation validation = validate(week.question(result.schedule));
    ASSERT_TRUE(validation.ok) << "seed " << seed << " " << week.page.timezone << "\n"
                               << told(validation);
    EXPECT_LE(result.value, result.upper_bound + 1e-9) << "seed " << seed;
    placed += static_cast<int>(result.schedule.messages.size());
    short_of_something += result.schedule.warnings.empty() ? 0 : 1;
  }
  // The generator makes both easy and hard weeks.
  EXPECT_GT(placed, 2500 * 8);
  EXPECT_GT(short_of_something, 250);
  EXPECT_LT(short_of_something, 2450);
}

TEST(Place, KeepsEveryPatternRuleWithAnAmplePool) {
  double gap = 0.0;
  constexpr int weeks = 1000;
  for (std::uint64_t seed = 1; seed <= weeks; ++seed) {
    const RandomWeek week(seed, RandomWeek::Kind::ample);
    const PlaceResult result = place(week.request());
    const model::Validation validation = validate(week.question(result.schedule));
    ASSERT_TRUE(validation.violations.empty()) << "seed " << seed << "\n" << told(validation);
    EXPECT_EQ(result.schedule.ppv_shortfall, 0) << "seed " << seed;
    EXPECT_EQ(result.schedule.bump_shortfall, 0) << "seed " << seed;
    gap += *result.schedule.optimality_gap;
  }
  RecordProperty("mean_gap_percent", std::to_string(100.0 * gap / weeks));
  EXPECT_LT(gap / weeks, 0.03);
}

TEST(Place, MakesTheSamePlanAgain) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const RandomWeek week(seed, RandomWeek::Kind::any);
    const RandomWeek again(seed, RandomWeek::Kind::any);
    EXPECT_EQ(written(place(week.request()).schedule), written(place(again.request()).schedule));
  }
}

TEST(Place, LeavesNoMessageOnTheFullHourAndVariesMinutes) {
  std::set<int> minutes;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const RandomWeek week(seed, RandomWeek::Kind::ample);
    for (const model::PlannedMessage& message : place(week.request()).schedule.messages) {
      minutes.insert(base::minute_of_day(message.local) % 60);
    }
  }
  EXPECT_FALSE(minutes.contains(0));
  EXPECT_GT(minutes.size(), 30U);
}

TEST(Place, RecordsWhyEachCaptionStandsWhereItDoes) {
  const RandomWeek week(7, RandomWeek::Kind::ample);
  const PlaceResult result = place(week.request());
  std::set<base::CaptionId> used;
  for (const model::PlannedMessage& message : result.schedule.messages) {
    used.insert(message.caption_id);
  }
  double value = 0.0;
  int with_runner_up = 0;
  for (const model::PlannedMessage& message : result.schedule.messages) {
    EXPECT_GT(message.decision.slot_value, 0.0);
    EXPECT_EQ(message.caption_key, base::caption_key_v2(message.caption_text));
    if (message.type == model::MessageType::bump) continue;
    value += message.decision.slot_value * message.decision.score;
    if (!message.decision.runner_up) continue;
    ++with_runner_up;
    EXPECT_FALSE(used.contains(*message.decision.runner_up));
    // A better caption is passed over only for a rule.
    if (*message.decision.runner_up_score > message.decision.score) {
      EXPECT_FALSE(message.decision.binding_constraint.empty());
    }
  }
  EXPECT_NEAR(value, result.value, 1e-9);
  EXPECT_GT(with_runner_up, 0);
}

TEST(Place, SaysWhichCaptionsWerePromotedFromTheAlternates) {
  int promoted = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const RandomWeek week(seed, RandomWeek::Kind::any);
    std::set<std::uint32_t> picked;
    for (const auto* picks : {&week.pool.ppv, &week.pool.bump}) {
      for (const model::Pick& pick : *picks) picked.insert(pick.bank_row);
    }
    for (const model::PlannedMessage& message : place(week.request()).schedule.messages) {
      EXPECT_EQ(message.decision.promoted, !picked.contains(message.bank_row)) << "seed " << seed;
      promoted += message.decision.promoted ? 1 : 0;
    }
  }
  EXPECT_GT(promoted, 10);
}

TEST(Place, PutsCoolingDayBumpsAtTheirTimes) {
  const RandomWeek any(3, RandomWeek::Kind::ample);
  model::Volume volume = any.volume;
  volume.zone = model::Zone::red;
  volume.cooling_days = 2;
  volume.ppv = 5;
  volume.ppv_per_day = {0, 0, 1, 1, 1, 1, 1};
  volume.bump = 6;
  volume.bump_per_day = {3, 3, 0, 0, 0, 0, 0};
  RandomWeek ample(3, RandomWeek::Kind::ample);
  ample.volume = volume;
  ample.pool.bump.insert(ample.pool.bump.end(), ample.pool.bump_alternates.begin(),
                         ample.pool.bump_alternates.end());
  ample.pool.bump_alternates.clear();
  const PlaceResult result = place(ample.request());
  std::vector<int> minutes;
  for (const model::PlannedMessage& message : result.schedule.messages) {
    if (message.type == model::MessageType::bump) {
      minutes.push_back(base::minute_of_day(message.local));
    }
  }
  ASSERT_EQ(minutes.size(), 6U);
  const std::vector<int> targets = {540, 870, 1200, 540, 870, 1200};
  for (std::size_t n = 0; n < 6; ++n) EXPECT_NEAR(minutes[n], targets[n], 15) << n;
}

TEST(Place, StatesWhatThePoolAndTheDaysCannotHold) {
  RandomWeek week(5, RandomWeek::Kind::ample);
  week.volume.ppv = 4;
  week.volume.ppv_per_day = {4, 0, 0, 0, 0, 0, 0};
  week.volume.bump = 3;
  week.volume.bump_per_day = {3, 0, 0, 0, 0, 0, 0};
  week.pool.ppv.resize(2);
  week.pool.ppv_alternates.clear();
  week.pool.bump.clear();
  week.pool.bump_alternates.clear();
  const model::Schedule schedule = place(week.request()).schedule;
  EXPECT_EQ(schedule.ppv_shortfall, 2);
  EXPECT_EQ(schedule.bump_shortfall, 3);
  ASSERT_EQ(schedule.warnings.size(), 2U);
  EXPECT_EQ(schedule.warnings[0],
            "The week has 2 of the 4 PPVs that its volume asks for: the pool has captions for 2.");
  EXPECT_EQ(schedule.warnings[1],
            "The week has 0 of the 3 bumps that its volume asks for: the pool has captions for 0.");
}

// Two messages a day and 20 hours between PPVs: 14 PPVs are wanted, which would leave no bump a
// place, and 8 of them fit.
TEST(Place, BumpsStandWherePpvsFoundNoPlace) {
  RandomWeek week(5, RandomWeek::Kind::ample);
  week.planned.clear();
  week.volume.ppv = 14;
  week.volume.ppv_per_day = {2, 2, 2, 2, 2, 2, 2};
  week.volume.bump = 8;
  week.volume.bump_per_day = {};
  week.volume.max_messages_per_day = 2;
  week.volume.ppv_gap = base::hours(20);
  const model::Schedule schedule = place(week.request()).schedule;
  EXPECT_EQ(schedule.ppv_shortfall + schedule.bump_shortfall, 14 + 8 - 2 * 7);
  EXPECT_GT(schedule.ppv_shortfall, 0);
  for (const std::string& warning : schedule.warnings) {
    EXPECT_EQ(warning.find("pool"), std::string::npos) << warning;
  }
  EXPECT_TRUE(validate(week.question(schedule)).ok) << told(validate(week.question(schedule)));
}

// The selector offers no more than the days could hold.
TEST(Place, APoolThatWasAskedForNoMoreIsNotBlamed) {
  RandomWeek week(5, RandomWeek::Kind::ample);
  week.planned.clear();
  week.volume.ppv = 3;
  week.volume.ppv_per_day = {1, 1, 1, 0, 0, 0, 0};
  week.volume.bump = 100;
  week.volume.bump_per_day = {1, 1, 1, 2, 2, 2, 2};
  week.volume.max_messages_per_day = 2;
  week.pool.bump_quota = static_cast<int>(week.pool.bump.size());
  const model::Schedule schedule = place(week.request()).schedule;
  ASSERT_EQ(schedule.warnings.size(), 1U);
  EXPECT_EQ(schedule.warnings[0],
            "The week has 11 of the 100 bumps that its volume asks for: its days have room for "
            "11.");
}

}  // namespace
}  // namespace eros::schedule
