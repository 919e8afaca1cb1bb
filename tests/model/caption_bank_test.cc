#include <gtest/gtest.h>

#include <stdexcept>

#include "eros/model/caption.h"

namespace eros::model {
namespace {

Caption caption(std::int64_t id, std::string text, std::string key) {
  Caption made;
  made.id = base::CaptionId(id);
  made.text = std::move(text);
  made.key = std::move(key);
  return made;
}

CaptionBank small_bank() {
  CaptionBank bank;
  bank.reserve(3, 64);
  Caption first = caption(3, "Good morning", "k1");
  first.category = "Pets";
  first.trigger = "Curiosity";
  Caption second = caption(7, "", "k2");
  second.owner = "page_0001";
  second.is_active = false;
  Caption third = caption(8, "good morning!", "k1");
  third.category = "Pets";
  third.has_urgency = true;
  third.tier = Tier::vip;
  for (const Caption& each : {first, second, third}) bank.add(each);
  return bank;
}

TEST(CaptionBank, KeepsWhatWasAdded) {
  const CaptionBank bank = small_bank();
  ASSERT_EQ(bank.size(), 3u);
  EXPECT_EQ(bank.text(0), "Good morning");
  EXPECT_EQ(bank.text(1), "");
  EXPECT_EQ(bank.text(2), "good morning!");
  EXPECT_EQ(bank.category_name(0), "Pets");
  EXPECT_EQ(bank.trigger_name(0), "Curiosity");
  EXPECT_EQ(bank.trigger_name(2), "");
  EXPECT_EQ(bank.owner_name(1), "page_0001");
  EXPECT_EQ(bank.tier[2], Tier::vip);
  EXPECT_EQ(bank.has_urgency[2], 1);
  EXPECT_EQ(bank.is_active[1], 0);
}

TEST(CaptionBank, GivesOneNumberToOneName) {
  const CaptionBank bank = small_bank();
  EXPECT_EQ(bank.category[0], bank.category[2]);
  EXPECT_EQ(bank.name_number("Pets"), bank.category[0]);
  EXPECT_EQ(bank.name_number(""), 0u);
  EXPECT_EQ(bank.name_number("Travel"), CaptionBank::no_name);
}

TEST(CaptionBank, NumbersKindsByTierCategoryTriggerAndUrgency) {
  CaptionBank bank;
  Caption plain;
  std::int64_t id = 0;
  const auto add = [&](Caption made) {
    made.id = base::CaptionId(++id);
    bank.add(made);
    return bank.kind.back();
  };
  EXPECT_EQ(add(plain), 0u);
  Caption tier = plain, category = plain, trigger = plain, urgent = plain;
  tier.tier = Tier::vip;
  category.category = "Pets";
  trigger.trigger = "Pets";
  urgent.has_urgency = true;
  EXPECT_EQ(add(tier), 1u);
  EXPECT_EQ(add(category), 2u);
  EXPECT_EQ(add(trigger), 3u);
  EXPECT_EQ(add(urgent), 4u);
  plain.text = "Good morning";
  plain.owner = "page_0001";
  EXPECT_EQ(add(plain), 0u);
  EXPECT_EQ(bank.kinds(), 5u);
}

TEST(CaptionBank, GroupsEqualTexts) {
  const CaptionBank bank = small_bank();
  EXPECT_EQ(bank.groups(), 2u);
  EXPECT_EQ(bank.text_group[0], bank.text_group[2]);
  EXPECT_NE(bank.text_group[0], bank.text_group[1]);
  EXPECT_EQ(bank.group_of_key("k2"), bank.text_group[1]);
  EXPECT_EQ(bank.group_of_key("k3"), CaptionBank::no_name);
}

TEST(CaptionBank, FindsById) {
  const CaptionBank bank = small_bank();
  EXPECT_EQ(bank.find(base::CaptionId(3)), 0u);
  EXPECT_EQ(bank.find(base::CaptionId(8)), 2u);
  for (std::int64_t absent : {-1, 0, 4, 9})
    EXPECT_EQ(bank.find(base::CaptionId(absent)), bank.size());
  EXPECT_EQ(CaptionBank().find(base::CaptionId(1)), 0u);
}

TEST(CaptionBank, RefusesIdsOutOfOrderAndStaysAsItWas) {
  CaptionBank bank = small_bank();
  EXPECT_THROW(bank.add(caption(8, "again", "k4")), std::logic_error);
  EXPECT_THROW(bank.add(caption(5, "before", "k5")), std::logic_error);
  EXPECT_EQ(bank.size(), 3u);
  EXPECT_EQ(bank.groups(), 2u);
}

TEST(CaptionBank, KnowsTheFirstRowOfAText) {
  const CaptionBank bank = small_bank();
  EXPECT_EQ(bank.first_of_text(0), 0u);
  EXPECT_EQ(bank.first_of_text(1), 1u);
  EXPECT_EQ(bank.first_of_text(2), 0u);
}

TEST(StatsOf, AreTheCaptionsOwnOrThoseOfTheFirstRowOfItsText) {
  const CaptionBank bank = small_bank();
  std::vector<CaptionStats> stats(1);
  stats[0].caption_id = base::CaptionId{3};
  EXPECT_EQ(stats_of(bank, stats, 0), &stats[0]);
  EXPECT_EQ(stats_of(bank, stats, 1), nullptr);
  EXPECT_EQ(stats_of(bank, stats, 2), &stats[0]);
  stats.emplace_back().caption_id = base::CaptionId{8};
  EXPECT_EQ(stats_of(bank, stats, 2), &stats[1]);
}

}  // namespace
}  // namespace eros::model
