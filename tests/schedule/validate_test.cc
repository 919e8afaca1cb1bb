#include "eros/schedule/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace eros::schedule {
namespace {

using model::MessageType;
using model::Tier;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using namespace std::chrono_literals;

// A sound week from Monday 2026-11-16, Los Angeles: each day a PPV at 10:10 (from Friday on at
// 11:10), one five hours later, and a bump at 20:10. Every mutation breaks one rule of it.
class Validate : public ::testing::Test {
 protected:
  Validate() {
    schedule_.volume.ppv = 14;
    schedule_.volume.bump = 7;
    schedule_.volume.ppv_gap = 120min;
    schedule_.volume.max_messages_per_day = 4;
    for (int day = 0; day < 7; ++day) {
      for (const MessageType type : {MessageType::ppv, MessageType::ppv, MessageType::bump}) {
        add(type);
      }
    }
    start_on("2026-11-16");
  }

  void start_on(const char* day) {
    schedule_.start = schedule_.volume.start = *base::parse_day(day);
    schedule_.created_at = zone_.day_start(schedule_.start) - 1h;
    for (std::size_t n = 0; n < 21; n += 3) {
      const int at = static_cast<int>(n / 3);
      const base::hours later = at < 4 ? 0h : 1h;
      move(n, at, 10h + 10min + later);
      move(n + 1, at, 15h + 10min + later);
      move(n + 2, at, 20h + 10min);
    }
  }
  void add(MessageType type) {
    const std::size_t n = schedule_.messages.size();
    model::PlannedMessage message;
    message.type = type;
    message.caption_id = base::CaptionId{static_cast<std::int64_t>(n) + 1};
    message.caption_key = "key " + std::to_string(n);
    message.caption_text = "A walk by the sea, part " + std::to_string(n);
    message.category = "Category " + std::to_string(n % 5);
    message.tier = type == MessageType::bump ? Tier::bump : n % 2 == 0 ? Tier::mid : Tier::premium;
    schedule_.messages.push_back(message);
  }
  void move(std::size_t index, int day, base::minutes time) {
    model::PlannedMessage& message = schedule_.messages[index];
    message.local = base::LocalTime(schedule_.start + base::days(day)) + time;
    message.at = *zone_.to_instant(message.local);
  }
  void plan_elsewhere(int day, base::minutes time, MessageType type) {
    model::PlannedElsewhere other;
    other.at = *zone_.to_instant(base::LocalTime(schedule_.start + base::days(day)) + time);
    other.type = type;
    other.schedule_id = "sched_other";
    other.caption_key = "key of another";
    planned_.push_back(other);
  }

  model::Validation validation() const {
    return validate({schedule_, page_, planned_, restrictions_, settings_});
  }
  // The one rule that is broken, hard or not as said, and by whom.
  void expect_only(const std::string& rule, bool is_hard, std::vector<std::size_t> messages) const {
    const model::Validation found = validation();
    ASSERT_EQ(found.violations.size(), 1U) << rule;
    EXPECT_EQ(found.violations[0].rule, rule);
    EXPECT_EQ(found.violations[0].is_hard, is_hard);
    EXPECT_EQ(found.violations[0].messages, messages) << rule;
    EXPECT_EQ(found.ok, !is_hard);
    EXPECT_FALSE(found.violations[0].message.empty());
  }

  base::Zone zone_ = base::Zone::find("America/Los_Angeles");
  model::Page page_;
  model::Schedule schedule_;
  std::vector<model::PlannedElsewhere> planned_;
  std::vector<model::Restriction> restrictions_;
  model::Settings settings_;
};

TEST_F(Validate, FindsNothingInASoundWeek) { EXPECT_THAT(validation().violations, IsEmpty()); }

TEST_F(Validate, NamesAReadingThatIsNotTheInstants) {
  schedule_.messages[3].local += 1min;
  expect_only("local_time", true, {3});
}

TEST_F(Validate, NamesTheSecondPassThroughARepeatedHour) {
  page_.quiet_start = page_.quiet_end;
  start_on("2026-11-01");
  move(0, 0, 1h + 30min);
  EXPECT_THAT(validation().violations, IsEmpty());
  schedule_.messages[0].at += 1h;  // also 1:30 on the clocks
  expect_only("local_time", true, {0});
}

TEST_F(Validate, NamesMessagesOutOfOrder) {
  std::swap(schedule_.messages[3], schedule_.messages[4]);
  expect_only("order", true, {4});
}

TEST_F(Validate, NamesAMessageOutsideTheWeek) {
  move(20, 7, 10h + 10min);
  expect_only("outside_week", true, {20});
}

TEST_F(Validate, NamesAMessageBeforeThePlanWasMade) {
  schedule_.created_at = schedule_.messages[0].at;
  EXPECT_TRUE(validation().ok);
  schedule_.created_at += 1us;
  expect_only("before_as_of", true, {0});
}

TEST_F(Validate, NamesAMessageInQuietHours) {
  move(0, 0, 7h + 59min);
  expect_only("quiet_hours", true, {0});
  move(0, 0, 8h);
  EXPECT_TRUE(validation().ok);
  move(2, 0, 23h);
  expect_only("quiet_hours", true, {2});
  page_.quiet_start = 15 * 60;
  page_.quiet_end = 15 * 60 + 30;
  EXPECT_EQ(validation().violations.size(), 4U);  // the PPVs at 15:10
}

TEST_F(Validate, NamesPpvsTooNear) {
  move(1, 0, 12h + 10min);
  EXPECT_TRUE(validation().ok);
  move(1, 0, 12h + 9min);
  expect_only("ppv_gap", true, {0, 1});
}

TEST_F(Validate, NamesAPpvTooNearThatOfAnotherSchedule) {
  plan_elsewhere(-1, 22h + 30min, MessageType::ppv);
  page_.quiet_start = page_.quiet_end;
  move(0, 0, 0h + 20min);
  expect_only("ppv_gap", true, {0});
  move(0, 0, 0h + 30min);
  EXPECT_TRUE(validation().ok);
}

TEST_F(Validate, CountsTheGapInElapsedTimeWhereTheClocksChange) {
  page_.quiet_start = page_.quiet_end;
  start_on("2026-03-08");
  move(0, 0, 1h + 30min);
  move(1, 0, 4h);  // an hour and a half later
  expect_only("ppv_gap", true, {0, 1});
}

TEST_F(Validate, NamesMessagesTooNear) {
  move(2, 0, 15h + 40min);
  EXPECT_TRUE(validation().ok);
  move(2, 0, 15h + 39min);
  expect_only("message_gap", true, {1, 2});
  move(2, 0, 20h + 10min);
  plan_elsewhere(0, 10h + 39min, MessageType::bump);
  expect_only("message_gap", true, {0});
}

TEST_F(Validate, NamesADayWithTooManyMessages) {
  schedule_.volume.max_messages_per_day = 3;
  EXPECT_TRUE(validation().ok);
  plan_elsewhere(2, 12h + 40min, MessageType::bump);
  expect_only("day_cap", true, {6, 7, 8});
}

TEST_F(Validate, NamesAPpvOnACoolingDay) {
  schedule_.volume.cooling_days = 1;
  const model::Validation found = validation();
  ASSERT_EQ(found.violations.size(), 2U);
  EXPECT_FALSE(found.ok);
  for (std::size_t n = 0; n < 2; ++n) {
    EXPECT_EQ(found.violations[n].rule, "cooling_day_ppv");
    EXPECT_THAT(found.violations[n].messages, ElementsAre(n));
  }
}

TEST_F(Validate, NamesACaptionOfTheWrongKind) {
  schedule_.messages[0].tier = Tier::bump;
  expect_only("message_type", true, {0});
}

TEST_F(Validate, NamesACaptionThatComesTwice) {
  schedule_.messages[12].caption_key = schedule_.messages[2].caption_key;
  expect_only("duplicate_caption", true, {2, 12});
  schedule_.messages[12].caption_key = "another";
  plan_elsewhere(2, 12h + 40min, MessageType::bump);
  planned_[0].caption_key = schedule_.messages[2].caption_key;
  expect_only("duplicate_caption", true, {2});
}

TEST_F(Validate, NamesWhatARestrictionRefuses) {
  restrictions_.resize(1);
  restrictions_[0].hard_patterns = {"(?i)PART 3$"};
  expect_only("restriction", true, {3});
  restrictions_[0].scope = model::Scope::bump_only;
  EXPECT_TRUE(validation().ok);
  restrictions_[0].hard_patterns.clear();
  restrictions_[0].restricted_categories = {""};  // names nothing
  schedule_.messages[4].category = "";
  EXPECT_TRUE(validation().ok);
  restrictions_[0].restricted_categories = {"pets"};
  schedule_.messages[4].category = "Pets";
  EXPECT_TRUE(validation().ok);
  restrictions_[0].scope = model::Scope::ppv_only;
  expect_only("restriction", true, {4});
  restrictions_[0] = {};
  restrictions_[0].restricted_price_tiers = {Tier::vip};
  schedule_.messages[4].tier = Tier::vip;
  expect_only("restriction", true, {4});
}

TEST_F(Validate, NamesAPatternThatCannotBeRead) {
  restrictions_.resize(1);
  restrictions_[0].hard_patterns = {"(open"};
  expect_only("restriction", true, {});
}

TEST_F(Validate, NamesSpentBudgets) {
  for (const std::size_t index : {0U, 4U, 8U, 12U, 16U}) {
    schedule_.messages[index].has_urgency = true;
  }
  EXPECT_TRUE(validation().ok);
  plan_elsewhere(2, 12h + 40min, MessageType::bump);
  planned_[0].has_urgency = true;
  expect_only("urgent_budget", true, {0, 4, 8, 12, 16});
  planned_[0].has_urgency = false;
  schedule_.messages[2].trigger = schedule_.messages[11].trigger = "Flash Sale";
  EXPECT_TRUE(validation().ok);
  planned_[0].trigger = "Flash Sale";
  expect_only("trigger_budget", true, {2, 11});
  planned_[0].at -= base::days(7);  // in another week
  EXPECT_TRUE(validation().ok);
  settings_.budget.category = 4;
  EXPECT_EQ(validation().violations[0].rule, "category_budget");
}

TEST_F(Validate, NamesCountsThatNobodyExplains) {
  schedule_.messages.erase(schedule_.messages.begin() + 2);
  expect_only("bump_count", true, {});
  schedule_.bump_shortfall = 1;
  expect_only("bump_count", true, {});  // the figure alone tells people nothing
  schedule_.warnings = {"The week has 6 of the 7 bumps."};
  EXPECT_TRUE(validation().ok);
  schedule_.volume.ppv = 13;
  expect_only("ppv_count", true, {});
}

TEST_F(Validate, NamesFollowUpsThatFollowNothing) {
  schedule_.messages[2].follows = 1;
  EXPECT_TRUE(validation().ok);
  schedule_.messages[2].follows = 3;  // sent later
  expect_only("follow_up", true, {2});
  schedule_.messages[2].follows = 99;
  expect_only("follow_up", true, {2});
  schedule_.messages[2].follows.reset();
  schedule_.messages[20].follows = 0;  // a mid PPV's follow-ups end after three days
  expect_only("follow_up", true, {0, 20});
}

TEST_F(Validate, NamesAPriceTierThreeTimesInARow) {
  schedule_.messages[1].tier = schedule_.messages[3].tier = Tier::vip;
  EXPECT_TRUE(validation().violations.empty());
  schedule_.messages[4].tier = Tier::vip;
  expect_only("price_tier_run", false, {1, 3, 4});
}

TEST_F(Validate, NamesATriggerThatComesAgainTooSoon) {
  schedule_.messages[0].trigger = "Warmth";
  schedule_.messages[6].trigger = "Warmth";  // the fourth PPV after it
  EXPECT_TRUE(validation().violations.empty());
  schedule_.messages[4].trigger = "Warmth";
  const model::Validation found = validation();
  ASSERT_EQ(found.violations.size(), 2U);
  EXPECT_THAT(found.violations[0].messages, ElementsAre(0, 4));
  EXPECT_THAT(found.violations[1].messages, ElementsAre(4, 6));
  EXPECT_TRUE(found.ok);
}

TEST_F(Validate, NamesACategoryTwiceInARow) {
  schedule_.messages[3].category = schedule_.messages[1].category;
  expect_only("category_repeat", false, {1, 3});
  schedule_.messages[3].category = schedule_.messages[1].category = "";
  EXPECT_TRUE(validation().violations.empty());
}

TEST_F(Validate, NamesAnHourThatComesTooOften) {
  // 14 PPVs, at most 4 in one hour.
  move(12, 4, 9h + 59min);
  EXPECT_TRUE(validation().violations.empty());
  move(12, 4, 10h + 59min);
  expect_only("hour_concentration", false, {0, 3, 6, 9, 12});
}

}  // namespace
}  // namespace eros::schedule
