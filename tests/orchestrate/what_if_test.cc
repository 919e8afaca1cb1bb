#include "eros/orchestrate/backtest/what_if.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "eros/base/error.h"
#include "eros/orchestrate/backtest/chart.h"
#include "eros/orchestrate/backtest/told.h"

namespace eros::orchestrate::backtest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

model::PageInputs history() {
  model::PageInputs inputs;
  inputs.page.page_name = "clover_garden";
  model::PageRollup& page = inputs.history.page;
  page.max_sent = 31'000;
  page.revenue = 90'000.0;
  page.total.messages = 200;
  page.total.unlock = {.n = 200, .sum = 40.0};
  page.total.viewed = 600'000;
  page.total.purchased = 6'000;
  const base::LocalDay last = *base::parse_day("2026-11-16");
  inputs.history.days = {{last - base::days(40), {}}, {last, {}}};
  return inputs;
}

TEST(WhatIf, TakesFromTheHistoryWhatItTells) {
  model::Report report;
  report.behavioral_segment.segment_label = model::Segment::premium;
  report.metadata.lookback_days = 90;
  report.metadata.as_of =
      base::parse_instant("2026-11-17T20:00:00Z", base::Zone::find("UTC")).value();
  report.time_window_optimization = {
      {.weekend = false, .hour = 9, .n = 3, .avg_rpr = 0.3},
      {.weekend = false, .hour = 13, .n = 40, .avg_rpr = 0.2, .is_statistically_significant = true},
      {.weekend = false, .hour = 21, .n = 40, .avg_rpr = 0.1}};
  const PageLikeness like = likeness(history(), report);
  const simulate::Ranges& ranges = like.preset.ranges;
  EXPECT_EQ(ranges.audience.low, 31'000);
  EXPECT_EQ(ranges.audience.high, 31'000);
  EXPECT_NEAR(ranges.view_rate.low, 0.2, 1e-12);
  EXPECT_NEAR(ranges.buy_rate.high, 0.01, 1e-12);
  EXPECT_EQ(ranges.favourite_hour.low, 13.5) << "the first hour is not known well enough";
  EXPECT_LT(ranges.elasticity.high, 1.0) << "people who pay much mind the price less";
  EXPECT_EQ(like.history_weeks, 5);
  EXPECT_DOUBLE_EQ(like.revenue_a_week, 15'000.0) << "90,000 in the six weeks since it began";
  EXPECT_THAT(like.known, testing::Contains(HasSubstr("as in PREMIUM audiences")));
  EXPECT_THAT(like.known, testing::Contains(HasSubstr("20.0% of them look")));

  // An hour that stands out below the others is none of the best.
  report.time_window_optimization[1].is_statistically_significant = false;
  report.time_window_optimization[2].is_statistically_significant = true;
  EXPECT_EQ(likeness(history(), report).preset.ranges.favourite_hour.low, 18.0);

  report.time_window_optimization.clear();
  const PageLikeness unknown = likeness(history(), report);
  EXPECT_EQ(unknown.preset.ranges.favourite_hour.low, 18.0);
  EXPECT_THAT(unknown.assumed, testing::Contains(HasSubstr("no hour of the history")));
}

TEST(WhatIf, RefusesAHistoryThatIsTooThin) {
  model::PageInputs inputs = history();
  inputs.history.page.total.messages = 19;
  EXPECT_THROW(likeness(inputs, {}), base::Error);
  inputs = history();
  inputs.history.page.total.purchased = 0;
  EXPECT_THROW(likeness(inputs, {}), base::Error);
}

// What an arm's planner is told.
class Told : public testing::Test {
 protected:
  Told() {
    model::HourRollup hour{.weekend = false, .hour = 20, .rollup = {}};
    hour.rollup.rpr = {.n = 4, .sum = 2.0, .sum_squares = 1.5};
    inputs.history.hours = {hour};
    inputs.history.learned_hours = {{.slot = 20, .mean = 0.3}};
    inputs.caption_stats = {{.caption_id = base::CaptionId(1), .successes = 3.0}};
    for (const simulate::SimulatedCaption& caption : world.captions) {
      bank.add({.id = base::CaptionId(caption.id),
                .text = caption.text,
                .key = caption.text,
                .tier = caption.tier,
                .category = {},
                .trigger = {},
                .has_urgency = false,
                .is_active = true,
                .owner = {}});
    }
  }
  model::PageInputs tell_arm(const char* name, int week = 0) const {
    model::PageInputs told = inputs;
    tell(find_arm(name, "beta"), bank, audience, week, 1, told);
    return told;
  }
  simulate::World world = simulate::make_world({.preset = simulate::find_preset("mixed"),
                                                .pages = 1,
                                                .captions = 300,
                                                .weeks = 4,
                                                .first_day = *base::parse_day("2026-01-05"),
                                                .seed = 1});
  simulate::Audience audience{world, world.pages[0]};
  model::CaptionBank bank;
  model::PageInputs inputs;
};

TEST_F(Told, APolicyIsToldWhatWasLearned) {
  const model::PageInputs told = tell_arm("beta");
  EXPECT_EQ(told.history.hours.size(), 1u);
  EXPECT_EQ(told.caption_stats.size(), 1u);
  EXPECT_EQ(told.history.learned_hours.size(), 1u);
  EXPECT_TRUE(tell_arm("original").history.learned_hours.empty());
  EXPECT_TRUE(tell_arm("oracle").history.learned_hours.empty());
}

TEST_F(Told, ChanceKnowsNothingAndItsHoursChangeByTheWeek) {
  const model::PageInputs first = tell_arm("random", 0);
  EXPECT_TRUE(first.caption_stats.empty());
  ASSERT_EQ(first.history.hours.size(), 48u);
  EXPECT_NE(first.history.hours[7].rollup.rpr.sum,
            tell_arm("random", 1).history.hours[7].rollup.rpr.sum);
  EXPECT_EQ(tell_arm("captions-only").caption_stats.size(), 1u);
  EXPECT_EQ(tell_arm("hours-only").history.hours.size(), 1u);
  const model::Settings settings = arm_settings(find_arm("random", "beta"), {});
  EXPECT_EQ(settings.score.emv_weight, 0.0);
  EXPECT_EQ(arm_settings(find_arm("wilson", "beta"), {}).score.emv_weight, 0.15);
}

TEST_F(Told, TheOriginalTakesMeansAsTheyAre) {
  const model::Moments rpr = tell_arm("original").history.hours[0].rollup.rpr;
  EXPECT_EQ(rpr.n, 4'000'000);
  EXPECT_DOUBLE_EQ(rpr.sum / static_cast<double>(rpr.n), 0.5);
  const model::PageInputs hours_only = tell_arm("raw-hours-only");
  EXPECT_EQ(hours_only.history.hours[0].rollup.rpr.n, rpr.n);
  EXPECT_TRUE(hours_only.history.learned_hours.empty());
  EXPECT_TRUE(hours_only.caption_stats.empty());
  EXPECT_TRUE(tell_arm("true-hours-only").caption_stats.empty());
  EXPECT_EQ(tell_arm("true-hours-only").history.hours.size(), 48u);
}

TEST_F(Told, TheOracleKnowsEveryPaidCaptionForCertain) {
  const model::PageInputs told = tell_arm("oracle");
  const auto paid = std::ranges::count_if(
      world.captions, [](const auto& caption) { return caption.tier != model::Tier::bump; });
  EXPECT_EQ(told.caption_stats.size(), static_cast<std::size_t>(paid));
  EXPECT_EQ(told.history.hours.size(), 48u);
  double best = 0.0;
  for (const model::CaptionStats& stats : told.caption_stats) {
    const double rate = stats.successes / (stats.successes + stats.failures);
    EXPECT_GT(rate, 0.0);
    best = std::max(best, rate);
  }
  EXPECT_NEAR(best, 0.99, 1e-9);
}

TEST_F(Told, ThePooledOracleDoesNotKnowThePagesOwnPart) {
  const model::PageInputs pooled = tell_arm("pooled-oracle");
  const model::PageInputs all = tell_arm("oracle");
  ASSERT_EQ(pooled.caption_stats.size(), all.caption_stats.size());
  EXPECT_EQ(pooled.history.hours.size(), 48u);
  std::size_t differing = 0;
  for (std::size_t i = 0; i < all.caption_stats.size(); ++i) {
    if (pooled.caption_stats[i].successes != all.caption_stats[i].successes) ++differing;
  }
  EXPECT_GT(differing, all.caption_stats.size() / 2);
}

TEST(Chart, HasALineForEveryArmThatIsComparedWithRandom) {
  Comparison comparison{.preset = "mixed", .seeds = {1}, .pages = 2, .weeks = 2, .arms = {}};
  ArmSummary arm;
  arm.arm = "random";
  comparison.arms.push_back(arm);
  arm.arm = "beta";
  arm.revenue_over_random = {.mean = 0.25, .standard_error = {}, .interval = {}};
  arm.weekly_revenue_uplift = {0.0, 0.5};
  comparison.arms.push_back(arm);
  const std::string svg = chart_svg(comparison);
  EXPECT_THAT(svg, testing::StartsWith("<svg "));
  EXPECT_THAT(svg, testing::EndsWith("</svg>\n"));
  EXPECT_THAT(svg, HasSubstr("points=\"56.0,330.0 600.0,56.0\"")) << "from 0 to the top, 50 %";
  EXPECT_THAT(svg, HasSubstr("beta +25.0%"));
  EXPECT_THAT(svg, testing::Not(HasSubstr("random +")));
}

}  // namespace
}  // namespace eros::orchestrate::backtest
