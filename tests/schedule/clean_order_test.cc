#include "eros/schedule/clean_order.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <list>

#include "eros/schedule/patterns.h"
#include "eros/schedule/sequence.h"

namespace eros::schedule {
namespace {

constexpr int triggers = 8;
constexpr int categories = 5;

struct Week {
  std::list<model::Pick> picks;  // that the candidates point to
  Candidates candidates;
  std::vector<std::size_t> selected;
  std::vector<double> slots;

  void add(int tier, int category, int trigger) {
    model::Pick& pick = picks.emplace_back();
    pick.text_group = static_cast<std::uint32_t>(candidates.ppv.size());
    Candidate caption;
    caption.pick = &pick;
    caption.score = *rc::gen::inRange(1, 100) / 100.0;
    caption.tier = caption.quota = tier;
    caption.category = category;
    caption.trigger = trigger;
    candidates.ppv.push_back(caption);
  }
};

// A week whose tier 0 stands twice wherever it can, so that few orders keep the rules: the picks in
// one that does, and as many alternates.
Week crowded_week() {
  Week week;
  const int slots = *rc::gen::inRange(5, 26);
  for (int at = 0; at < slots; ++at) {
    int category = *rc::gen::inRange(1, categories), trigger = *rc::gen::inRange(1, triggers);
    const auto is_near = [&](int reach, int Candidate::*name, int value) {
      for (int before = std::max(0, at - reach); before < at; ++before) {
        if (week.candidates.ppv[static_cast<std::size_t>(before)].*name == value) return true;
      }
      return false;
    };
    while (is_near(1, &Candidate::category, category)) category = category % (categories - 1) + 1;
    while (is_near(3, &Candidate::trigger, trigger)) trigger = trigger % (triggers - 1) + 1;
    week.add(at % 3 == 2 ? *rc::gen::inRange(1, 3) : 0, category, trigger);
    week.slots.push_back(*rc::gen::inRange(50, 150) / 100.0);
  }
  for (int at = 0; at < slots; ++at) {
    week.add(*rc::gen::inRange(0, 3), *rc::gen::inRange(1, categories),
             *rc::gen::inRange(1, triggers));
  }
  week.candidates.picked = static_cast<std::size_t>(slots);
  week.candidates.left = {.urgent = 100,
                          .category = std::vector<int>(categories, 100),
                          .trigger = std::vector<int>(triggers, 100)};
  for (std::size_t at = 0; at < week.candidates.picked; ++at) week.selected.push_back(at);
  return week;
}

RC_GTEST_PROP(CleanOrder, IsFoundWhereOneTierIsNearlyTooCommon, ()) {
  const Week week = crowded_week();
  const Sequence sequence = put_in_sequence(week.candidates, week.selected, week.slots, {});
  RC_ASSERT(sequence.broken_patterns == 0);
  RC_ASSERT(sequence.upper_bound >= sequence.value - 1e-9);
}

RC_GTEST_PROP(CleanOrder, KeepsSharesAndRules, ()) {
  const Week week = crowded_week();
  model::TierCounts shares;
  for (const std::size_t at : week.selected) {
    ++shares.of[static_cast<std::size_t>(week.candidates.ppv[at].quota)];
  }
  const auto order = clean_order(week.candidates, shares, 20'000);
  RC_ASSERT(order.has_value());
  const Patterns patterns(week.candidates.ppv);
  for (std::size_t at = 0; at < order->size(); ++at) {
    RC_ASSERT(patterns.breaks_from(*order, at) == 0);
    --shares.of[static_cast<std::size_t>(week.candidates.ppv[(*order)[at]].quota)];
  }
  RC_ASSERT(std::ranges::count(shares.of, 0) == std::ssize(shares.of));
}

TEST(CleanOrder, IsNoneWhereThereIsNone) {
  Week week;
  for (int at = 0; at < 3; ++at) {
    Candidate caption;
    caption.tier = caption.quota = 0;
    week.candidates.ppv.push_back(caption);
  }
  week.candidates.left = {.urgent = 9, .category = {9}, .trigger = {9}};
  model::TierCounts shares;
  shares.of[0] = 3;
  EXPECT_FALSE(clean_order(week.candidates, shares, 100).has_value());
  shares.of[0] = 2;
  EXPECT_TRUE(clean_order(week.candidates, shares, 100).has_value());
  EXPECT_FALSE(clean_order(week.candidates, shares, 1).has_value()) << "not in one try";
}

}  // namespace
}  // namespace eros::schedule
