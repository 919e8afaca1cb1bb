#include "eros/captions/budgets.h"

#include <gtest/gtest.h>

#include "captions/world.h"

namespace eros::captions {
namespace {

using model::Tier;

// The penalty, or 1 where a budget is used up, after each of so many uses of a kind.
std::vector<double> course(const World& world, const Kind& kind, int uses) {
  WeekBudgets budgets(world.settings.budget, world.bank);
  std::vector<double> result;
  for (int i = 0; i <= uses; ++i) {
    result.push_back(budgets.is_exhausted(kind) ? 1.0 : budgets.penalty(kind));
    budgets.add(kind);
  }
  return result;
}

TEST(Budgets, FiveUrgent) {
  World world;
  EXPECT_EQ(course(world, {0, 0, true}, 5), (std::vector{0.0, 0.0, 0.0, 0.0, -0.5, 1.0}));
}

TEST(Budgets, TwentyOfACategory) {
  World world;
  const Kind kind = kind_of(world.bank, world.add(Tier::mid, "Pets"));
  const std::vector<double> seen = course(world, kind, 20);
  for (int used = 0; used <= 20; ++used) {
    const double expected = used >= 20 ? 1.0 : used >= 16 ? -0.3 : used >= 12 ? -0.15 : 0.0;
    EXPECT_EQ(seen[static_cast<std::size_t>(used)], expected) << used;
  }
}

struct TriggerLimit {
  const char* name;
  int limit;
};
TEST(Budgets, TriggersAndTheirLimits) {
  for (const auto& [name, limit] :
       {TriggerLimit{"Scarcity", 3}, TriggerLimit{"Urgency", 5}, TriggerLimit{"FOMO", 4},
        TriggerLimit{"Exclusivity", 4}, TriggerLimit{"Social Proof", 6},
        TriggerLimit{"Curiosity", 7}, TriggerLimit{"Flash Sale", 2}}) {
    World world;
    const Kind kind = kind_of(world.bank, world.add(Tier::mid, "", name));
    const std::vector<double> seen = course(world, kind, limit);
    for (int used = 0; used <= limit; ++used) {
      const double expected = used == limit            ? 1.0
                              : used * 10 >= limit * 8 ? -0.5
                              : used * 10 >= limit * 6 ? -0.2
                                                       : 0.0;
      EXPECT_EQ(seen[static_cast<std::size_t>(used)], expected) << name << " " << used;
    }
  }
}

TEST(Budgets, OtherTriggersAndEmptyNamesHaveNoLimit) {
  World world;
  const Kind kind = kind_of(world.bank, world.add(Tier::mid, "", "Nostalgia"));
  EXPECT_EQ(course(world, kind, 60), std::vector<double>(61, 0.0));
  EXPECT_EQ(course(world, {}, 60), std::vector<double>(61, 0.0));
}

TEST(Budgets, PenaltiesAdd) {
  World world;
  const Kind kind = kind_of(world.bank, world.add(Tier::mid, "Pets", "Urgency", true));
  WeekBudgets budgets(world.settings.budget, world.bank);
  for (int i = 0; i < 4; ++i) budgets.add(kind);
  EXPECT_EQ(budgets.penalty(kind), -1.0);  // urgent 4/5 and Urgency 4/5
}

TEST(Budgets, WhatStandsInTheWeekCounts) {
  World world;
  const Kind kind = kind_of(world.bank, world.add(Tier::mid, "Pets", "Flash Sale", true));
  const auto plan = [&](int day) {
    model::PlannedElsewhere planned;
    planned.at = world.noon(day);
    planned.trigger = "Flash Sale";
    world.inputs.planned.push_back(planned);
  };
  plan(-1);  // the days before and after the week
  plan(7);
  plan(0);
  EXPECT_FALSE(budgets_before_pick(world.request()).is_exhausted(kind));
  plan(6);
  EXPECT_TRUE(budgets_before_pick(world.request()).is_exhausted(kind));
}

}  // namespace
}  // namespace eros::captions
