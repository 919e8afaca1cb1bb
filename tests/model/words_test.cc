#include "eros/model/words.h"

#include <gtest/gtest.h>

#include <string>

namespace eros::model {
namespace {

// Every value of an enumeration, spelt as the specification spells it, and back in any case.
template <typename Enum, typename Parse>
void expect_spellings(std::initializer_list<std::string_view> names, Parse parse) {
  int value = 0;
  for (std::string_view name : names) {
    const auto each = static_cast<Enum>(value++);
    EXPECT_EQ(to_string(each), name);
    std::string other_case(name);
    for (char& c : other_case)
      c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c >= 'A' && c <= 'Z' ? c + 32 : c);
    EXPECT_EQ(parse(name), each) << name;
    EXPECT_EQ(parse(other_case), each) << other_case;
  }
  for (std::string_view wrong : {"", " ", "greenish", "gree", "GREEN "}) {
    EXPECT_FALSE(parse(wrong).has_value()) << wrong;
  }
}

TEST(Words, AreSpeltAndReadAsSpecified) {
  expect_spellings<Tier>({"budget", "mid", "premium", "luxury", "vip", "bump"}, parse_tier);
  expect_spellings<Segment>({"EXPLORATORY", "BUDGET", "STANDARD", "PREMIUM", "LUXURY"},
                            parse_segment);
  expect_spellings<Zone>({"GREEN", "YELLOW", "RED"}, parse_zone);
  expect_spellings<Mode>({"optimize", "safe", "conservative"}, parse_mode);
  expect_spellings<ScheduleStatus>({"draft", "approved", "exported", "superseded", "failed"},
                                   parse_schedule_status);
  expect_spellings<Scope>({"PPV_ONLY", "BUMP_ONLY", "ALL"}, parse_scope);
  expect_spellings<LockScope>({"agency", "page"}, parse_lock_scope);
}

TEST(Words, ThatAreOnlyWritten) {
  EXPECT_EQ(to_string(MessageType::ppv), "PPV");
  EXPECT_EQ(to_string(MessageType::bump), "Bump");
  EXPECT_EQ(to_string(SizeTier::new_page), "NEW");
  EXPECT_EQ(to_string(SizeTier::xl), "XL");
  EXPECT_EQ(to_string(AccountSize::micro), "MICRO");
  EXPECT_EQ(to_string(AccountSize::mega), "MEGA");
  EXPECT_EQ(to_string(RiskLevel::healthy), "HEALTHY");
  EXPECT_EQ(to_string(RiskLevel::critical), "CRITICAL");
  EXPECT_EQ(to_string(Strategy::explore), "explore");
  EXPECT_EQ(to_string(Strategy::balanced), "balanced");
  EXPECT_EQ(csv_name(Tier::vip), "Vip");
  EXPECT_EQ(csv_name(Tier::bump), "Free");
}

}  // namespace
}  // namespace eros::model
