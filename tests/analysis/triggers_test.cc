#include "eros/analysis/triggers.h"

#include <gtest/gtest.h>

#include "analysis/samples.h"

namespace eros::analysis {
namespace {

using testing::agrees;
using testing::moments_around;
using testing::sum_around;

model::TriggerRollup trigger(const std::string& name, std::int64_t viewed, std::int64_t purchased,
                             double mean_emv, std::int64_t ppvs = 10) {
  model::TriggerRollup row{name, {}};
  row.rollup.messages = ppvs + 2;
  row.rollup.paid = ppvs;
  row.rollup.viewed = viewed;
  row.rollup.purchased = purchased;
  row.rollup.emv = sum_around(ppvs, mean_emv);
  row.rollup.rpr = moments_around(ppvs, 0.2, 0.01);
  return row;
}

TEST(TriggerAnalysis, ComparesATriggerWithTheOthers) {
  const auto rows = trigger_analysis(
      std::vector{trigger("Curiosity", 1'000, 40, 60.0), trigger("FOMO", 1'000, 20, 30.0),
                  trigger("Scarcity", 3'000, 60, 30.0)},
      {});
  ASSERT_EQ(rows.size(), 3u);
  const auto& curiosity = rows[0];
  EXPECT_EQ(curiosity.trigger, "Curiosity");
  EXPECT_EQ(curiosity.usage_count, 12);
  EXPECT_DOUBLE_EQ(curiosity.avg_rpr.value(), 0.2);
  EXPECT_DOUBLE_EQ(curiosity.avg_conversion_rate.value(), 0.04);
  EXPECT_LT(curiosity.conversion_ci.value().lower, 0.04);
  EXPECT_GT(curiosity.conversion_ci.value().upper, 0.04);
  EXPECT_NEAR(curiosity.emv_lift_pct.value(), 100.0, 1e-9);
  EXPECT_NEAR(curiosity.conversion_lift_pct.value(), 100.0, 1e-9);
  // statsmodels 0.15.0: proportions_ztest([40, 80], [1000, 4000]); multipletests of the three.
  EXPECT_TRUE(agrees(curiosity.p_value.value(), 0.00021893128820730013));
  EXPECT_TRUE(agrees(curiosity.q_value.value(), 0.0006567938646219005));
  EXPECT_TRUE(curiosity.is_statistically_significant);
  EXPECT_EQ(curiosity.trigger_health_status, "STRONG");
}

TEST(TriggerAnalysis, OfOneTriggerHasNothingToCompare) {
  const auto rows = trigger_analysis(std::vector{trigger("FOMO", 500, 10, 20.0)}, {});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_FALSE(rows[0].p_value);
  EXPECT_FALSE(rows[0].q_value);
  EXPECT_FALSE(rows[0].emv_lift_pct);
  EXPECT_FALSE(rows[0].is_statistically_significant);
  EXPECT_EQ(rows[0].trigger_health_status, "TOO_LITTLE_DATA");
  EXPECT_EQ(rows[0].recommended_weekly_budget, 4);
}

TEST(TriggerHealth, FollowsTheTest) {
  EXPECT_EQ(trigger_health(4, 0.001, 50.0), "TOO_LITTLE_DATA");
  EXPECT_EQ(trigger_health(5, std::nullopt, 50.0), "TOO_LITTLE_DATA");
  EXPECT_EQ(trigger_health(5, 0.05, 50.0), "HEALTHY") << "significant means q < 0.05";
  EXPECT_EQ(trigger_health(5, 0.049, 50.0), "STRONG");
  EXPECT_EQ(trigger_health(5, 0.049, -50.0), "WEAK");
  EXPECT_EQ(trigger_health(5, 0.049, std::nullopt), "STRONG") << "the others sold nothing";
}

TEST(RecommendedWeeklyBudget, IsHalvedForAWeakTrigger) {
  const model::BudgetSettings budget;
  EXPECT_EQ(recommended_weekly_budget("Curiosity", "HEALTHY", budget), 7);
  EXPECT_EQ(recommended_weekly_budget("Curiosity", "WEAK", budget), 3);
  EXPECT_EQ(recommended_weekly_budget("Flash Sale", "WEAK", budget), 1);
  EXPECT_FALSE(recommended_weekly_budget("Nostalgia", "WEAK", budget)) << "no limit, no budget";
  model::BudgetSettings own;
  own.triggers = {{"FOMO", 1}, {"Urgency", 0}};
  EXPECT_EQ(recommended_weekly_budget("FOMO", "WEAK", own), 1);
  EXPECT_EQ(recommended_weekly_budget("Urgency", "WEAK", own), 0);
}

}  // namespace
}  // namespace eros::analysis
