#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/sample_week.h"
#include "eros/cli/backtest_text.h"
#include "eros/cli/explain.h"
#include "eros/cli/pool_text.h"
#include "eros/cli/report_text.h"
#include "golden.h"

namespace eros::cli {
namespace {

base::Instant noon() {
  return base::parse_instant("2026-11-20T12:00:00-08:00", base::Zone::find("UTC")).value();
}

model::Decision sample_decision() {
  model::Decision d;
  d.candidates = 214;
  d.selection_probability = 0.043;
  d.sample = 0.61;
  d.posterior_mean = 0.58;
  d.confidence_lower_bound = 0.41;
  d.confidence_upper_bound = 0.74;
  d.observations = 17;
  d.avg_emv = 31.2;
  d.diversity_category = 0.1;
  d.diversity_trigger = -0.3;
  d.segment_multiplier = 1.15;
  d.score = 0.4713;
  d.strategy = model::Strategy::exploit;
  d.slot_value = 1.42;
  d.runner_up = base::CaptionId{207};
  d.runner_up_score = 0.46;
  d.binding_constraint = "price_tier_run";
  d.policy = "beta";
  return d;
}

TEST(Explain, SaysWhyInPlainWords) {
  model::Schedule week = tests::sample_week();
  model::PlannedMessage& message = week.messages[2];
  message.caption_id = base::CaptionId{13};
  message.category = "Baking";
  message.trigger = "Curiosity";
  message.decision = sample_decision();
  tests::expect_golden("cli/golden/explain.txt", explain_pick(message, {false, 90}));
}

TEST(Explain, AColdStartIsCalledOne) {
  model::PlannedMessage message = tests::sample_week().messages[0];
  message.decision.policy = "wilson";
  const std::string text = explain_pick(message, {false, 400});
  EXPECT_NE(text.find("has not been sent to this page before"), std::string::npos) << text;
  EXPECT_EQ(text.find("best unused caption"), std::string::npos);
}

TEST(Explain, APromotedAlternateHasNoChance) {
  model::PlannedMessage message = tests::sample_week().messages[0];
  message.decision = sample_decision();
  message.decision.promoted = true;
  const std::string text = explain_pick(message, {false, 400});
  EXPECT_NE(text.find("An alternate from 214 captions"), std::string::npos) << text;
  EXPECT_EQ(text.find("the chance was"), std::string::npos) << text;
}

TEST(Explain, ABumpSaysWhatItFollows) {
  model::PlannedMessage message = tests::sample_week().messages[0];
  message.type = model::MessageType::bump;
  message.follows = 3;
  const std::string text = explain_pick(message, {false, 400});
  EXPECT_THAT(text, testing::HasSubstr("follows up the PPV that is message 4."));
  EXPECT_THAT(text, testing::HasSubstr(", free."));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("This hour is worth")));
}

TEST(Explain, ARandomPickOwesNothingToItsScore) {
  model::PlannedMessage message = tests::sample_week().messages[0];
  message.decision.is_random = true;
  const std::string text = explain_pick(message, {false, 400});
  EXPECT_THAT(text, testing::HasSubstr("drawn at random"));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("Its score is")));
}

// Of policy hierarchical: known from other pages, hardly sent here.
TEST(Explain, WhatIsKnownFromOtherPagesIsNotCalledUnknown) {
  model::PlannedMessage message = tests::sample_week().messages[0];
  message.decision = sample_decision();
  message.decision.policy = "hierarchical";
  message.decision.strategy = model::Strategy::explore;
  message.decision.share_caption = 0.999;
  message.decision.share_cell = 0.001;
  message.decision.observations = 2;
  const std::string text = explain_pick(message, {false, 400});
  EXPECT_THAT(text, testing::HasSubstr("explore: it has hardly been sent to this page lately"));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("little is known")));
}

// A free message earns nothing by which captions could be told apart.
TEST(Explain, ABumpQuotesNoSalesThatItDoesNotMake) {
  model::PlannedMessage message = tests::sample_week().messages[1];
  message.decision = sample_decision();
  message.decision.policy = "hierarchical";
  message.decision.share_tier = 1.0;
  message.decision.observations = 0;
  const std::string text = explain_pick(message, {false, 400});
  EXPECT_THAT(text, testing::HasSubstr("nothing is learned of which sells"));
  EXPECT_THAT(text, testing::HasSubstr("Its score is 0.471, with a category not used lately"));
  for (const char* of_sales : {"from its tier", "lucky draw", "in the last 90 days", "explore",
                               "success rate", "exploit"}) {
    EXPECT_THAT(text, testing::Not(testing::HasSubstr(of_sales)));
  }
}

TEST(Explain, NoEscapeReachesTheTerminal) {
  model::PlannedMessage message = tests::sample_week().messages[0];
  message.category = "Bak\x1b[31ming";
  message.trigger = "Curio\x1b]0;sity";
  const std::string text = explain_pick(message, {false, 90});
  EXPECT_EQ(text.find('\x1b'), std::string::npos) << text;
}

TEST(Explain, MostValuableIsTheDearestExpectationAndTheEarliestOfEquals) {
  model::Schedule week = tests::sample_week();
  EXPECT_EQ(most_valuable(week), &week.messages[7]);
  week.messages[0].expected_revenue = week.messages[7].expected_revenue;
  EXPECT_EQ(most_valuable(week), &week.messages[0]);
  week.messages.clear();
  EXPECT_EQ(most_valuable(week), nullptr);
}

TEST(PoolText, ShowsPicksQuotasAndWhatWasRemoved) {
  model::CaptionBank bank;
  model::Caption caption;
  caption.id = base::CaptionId{13};
  caption.text = "Éclairs, step by step, with every fold of the dough in a picture of its own";
  bank.add(caption);
  model::CaptionPool pool;
  pool.target = 60;
  pool.quota[model::Tier::budget] = 2;
  pool.filled[model::Tier::budget] = 1;
  pool.filled[model::Tier::mid] = 1;
  pool.bump_quota = 3;
  model::Pick pick;
  pick.caption_id = caption.id;
  pick.tier = model::Tier::mid;
  pick.quota_tier = model::Tier::budget;
  pick.category = "Baking";
  pick.trigger = "Curiosity";
  pick.decision = sample_decision();
  pool.ppv = {pick};
  pool.ppv_alternates = {pick, pick};
  pool.health = {1'500, 20, 31, 42, 53, 64, 1'100, 190};
  pool.warnings = {"3 bumps are wanted and the bank has none."};
  const exports::PoolRun run = {
      "maple_kitchen",          noon(), base::parse_day("2026-11-23").value(),
      model::Segment::standard, "beta", 7};
  tests::expect_golden("cli/golden/pool.txt", pool_text(run, pool, bank, {false, 100}));
}

TEST(BacktestText, TellsHowWorldsDifferFromThreeOn) {
  orchestrate::backtest::Comparison of{"mixed", {1, 2, 3}, 2, 4, {{"random"}, {"beta"}}};
  of.arms[1].revenue_over_random = {.mean = 0.2, .of_seeds = {0.1, 0.4, 0.1}};
  const std::string text = backtest_text(of, {});
  EXPECT_THAT(text, testing::ContainsRegex("by world +Lowest +Lower quartile +Median"));
  EXPECT_THAT(text,
              testing::ContainsRegex("beta +\\+10.0% +\\+10.0% +\\+10.0% +\\+25.0% +\\+40.0%"));
  of.seeds = {1, 2};
  EXPECT_THAT(backtest_text(of, {}), testing::Not(testing::HasSubstr("by world")));
}

TEST(ReportText, ShowsEverySection) {
  model::Report report;
  report.page_name = "maple_kitchen";
  report.account_classification = {
      model::SizeTier::medium, model::AccountSize::small, 18'400, 21'530.75, 5, 8, 6, 90, 0.5};
  report.behavioral_segment = {model::Segment::standard, 0.0712, 0.031, -0.25, 0.04, 2.1, 214};
  report.saturation.score_hundredths = 40;
  report.saturation.risk_level = model::RiskLevel::moderate;
  report.saturation.unlock_rate_deviation = -0.17;
  report.saturation.frequency_trend = 1.1;
  report.saturation.recommended_action = "Send a little less, and watch the unlock rate.";
  report.saturation.confidence_score = 0.9;
  report.saturation_status = model::Zone::yellow;
  report.recommended_ppv = 6;
  report.recommended_bump = 7;
  report.psychological_trigger_analysis = {
      {"Curiosity", 40, 0.08, 0.034, model::Interval{0.03, 0.04}, 14.0, 9.5, 0.001, 0.004, true,
       "HEALTHY", 7},
      {"Scarcity", 4, std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt,
       std::nullopt, std::nullopt, false, "UNKNOWN", std::nullopt}};
  for (int i = 0; i < 14; ++i) {
    report.content_category_performance.push_back({i == 0 ? "" : "Baking", model::Tier::mid, 20 - i,
                                                   0.07, 0.03, 12.0, "RISING", 0.1,
                                                   model::Tier::premium});
  }
  for (int day = 1; day <= 7; ++day) {
    report.day_of_week_patterns.emplace_back();
    report.day_of_week_patterns.back().iso_weekday = day;
    report.day_of_week_patterns.back().n = 30 + day;
  }
  report.time_window_optimization = {
      {true, 21, 12, 0.2, 0.04, 0.18, 0.6, "HIGH_CONF", 0.001, 0.012, true},
      {false, 9, 4, 0.1, 0.02, 0.09, 0.25, "LOW_CONF", 0.4, 0.4, false}};
  report.performance_trends = {
      9.5, 0.02, 0.4, "rising", {{base::parse_day("2026-11-16").value(), 11, 9.5, 0.02, 0.41}}};
  report.metadata = {noon(), 90, 214, 2.5, "eros-1"};
  tests::expect_golden("cli/golden/report.txt", report_text(report, {false, 100}));
}

}  // namespace
}  // namespace eros::cli
