#include "eros/exports/json.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "eros/exports/pool_json.h"
#include "eros/exports/report_json.h"
#include "exports/sample_rows.h"
#include "golden.h"

namespace eros::exports {
namespace {

using nlohmann::json;

base::Instant noon() {
  return base::parse_instant("2026-11-20T12:00:00-08:00", base::Zone::find("UTC")).value();
}

model::StoredSchedule stored_schedule() {
  model::StoredSchedule schedule;
  schedule.schedule_id = "sched_20261120_090000_000000_maple_kitchen";
  schedule.page_name = "maple_kitchen";
  schedule.created_at = noon();
  schedule.week_start = base::parse_day("2026-11-23").value();
  schedule.total_messages = 6;
  schedule.total_ppvs = 5;
  schedule.total_bumps = 1;
  schedule.schedule_json =
      R"({"metadata":{"mode":"optimize","seed":7},"validation":{"ok":true,"violations":[]},"warnings":["thin"]})";
  return schedule;
}

model::Report sample_report() {
  model::Report report;
  report.page_name = "maple_kitchen";
  report.account_classification = {
      model::SizeTier::medium, model::AccountSize::small, 18'400, 21'530.75, 5, 8, 6, 90, 0.5};
  report.behavioral_segment = {model::Segment::standard, 0.0712, 0.031, -0.25, 0.04, 2.1, 214};
  report.saturation.score_hundredths = 29;
  report.saturation.risk_level = model::RiskLevel::low;
  report.saturation.unlock_rate_deviation = 0.1 + 0.2;
  report.saturation.recommended_action = "Keep the volume as it is.";
  report.psychological_trigger_analysis.resize(1);
  report.psychological_trigger_analysis[0].trigger = "Curiosity";
  report.psychological_trigger_analysis[0].conversion_ci = model::Interval{0.01, 0.03};
  report.content_category_performance.resize(1);
  report.content_category_performance[0].category = "Baking";
  report.content_category_performance[0].best_price_tier = model::Tier::premium;
  for (int day = 1; day <= 7; ++day) {
    report.day_of_week_patterns.emplace_back();
    report.day_of_week_patterns.back().iso_weekday = day;
  }
  report.time_window_optimization = {
      {true, 21, 12, 0.2, 0.04, 0.18, 0.6, "HIGH_CONF", 0.001, 0.012, true}};
  report.performance_trends.trend_direction = "rising";
  report.performance_trends.weeks = {
      {base::parse_day("2026-11-16").value(), 11, 9.5, 0.02, std::nullopt}};
  report.metadata = {noon(), 90, 214, 2.5, "eros-1"};
  report.recommended_ppv = 8;
  report.recommended_bump = 6;
  return report;
}

TEST(ScheduleJson, HasEveryFieldAndTheStoredParts) {
  tests::expect_golden("exports/golden/schedule.json",
                       schedule_json(stored_schedule(), tests::sample_rows()));
}

TEST(ScheduleJson, OfAnUnreadableStoredTextStillShowsTheMessages) {
  model::StoredSchedule schedule = stored_schedule();
  schedule.schedule_json = "{\"metadata\": ";
  const json read = json::parse(schedule_json(schedule, tests::sample_rows()));
  EXPECT_TRUE(read["metadata"].is_null());
  EXPECT_EQ(read["messages"].size(), 6u);
}

TEST(ScheduleJson, OfAWeekWithoutMessagesHasItsTimezone) {
  model::StoredSchedule schedule = stored_schedule();
  schedule.schedule_json = R"({"timezone":"Europe/Berlin"})";
  EXPECT_EQ(json::parse(schedule_json(schedule, {}))["timezone"], "Europe/Berlin");
}

TEST(ScheduleJson, DoesNotGuardTexts) {
  const json read = json::parse(schedule_json(stored_schedule(), tests::sample_rows()));
  EXPECT_EQ(read["messages"][2]["caption_text"], "=SUM of a good day\nand a long walk");
}

TEST(ReportJson, HasTheEightSections) {
  tests::expect_golden("exports/golden/report.json", report_json(sample_report()));
}

TEST(ReportJson, KeepsEveryDigitAndHasNoNaN) {
  model::Report report = sample_report();
  report.behavioral_segment.avg_rpr = std::numeric_limits<double>::quiet_NaN();
  const json read = json::parse(report_json(report));
  EXPECT_EQ(read["saturation"]["unlock_rate_deviation"].get<double>(), 0.1 + 0.2);
  EXPECT_TRUE(read["behavioral_segment"]["avg_rpr"].is_null());
}

TEST(ReportJson, NamesTheWeekdaysByTheirIsoNumber) {
  const json days = json::parse(report_json(sample_report()))["day_of_week_patterns"];
  EXPECT_EQ(days[0]["day_of_week"], "Monday");
  EXPECT_EQ(days[6]["day_of_week"], "Sunday");
}

TEST(PoolJson, SaysWhyForEveryCaption) {
  model::CaptionBank bank;
  model::Caption bread;
  bread.id = base::CaptionId{11};
  bread.text = "Fresh bread, warm butter";
  bank.add(bread);
  model::Caption garden;
  garden.id = base::CaptionId{12};
  garden.text = "Good morning from the garden";
  bank.add(garden);
  model::CaptionPool pool;
  pool.target = 60;
  pool.quota[model::Tier::budget] = 1;
  pool.filled[model::Tier::mid] = 1;
  pool.bump_quota = 1;
  model::Pick pick;
  pick.caption_id = base::CaptionId{11};
  pick.tier = model::Tier::mid;
  pick.quota_tier = model::Tier::budget;
  pick.category = "Baking";
  pick.trigger = "Curiosity";
  pick.decision.candidates = 42;
  pick.decision.selection_probability = 0.125;
  pick.decision.sample = 0.61;
  pick.decision.posterior_mean = 0.58;
  pick.decision.observations = 17;
  pick.decision.diversity_category = 0.1;
  pick.decision.diversity_trigger = -0.3;
  pick.decision.score = 0.47;
  pick.decision.strategy = model::Strategy::balanced;
  pick.decision.filled_from_other_tier = true;
  pool.ppv = {pick};
  pick.bank_row = 1;
  pick.caption_id = base::CaptionId{12};
  pick.tier = pick.quota_tier = model::Tier::bump;
  pick.category = "Garden";
  pick.trigger = "";
  pick.decision = {};
  pool.bump = {pick};
  pool.health.bank = 2;
  pool.filtered = {{base::CaptionId{9}, "hard_pattern:(?i)refund"}};
  pool.warnings = {"1 budget caption is missing: a mid one stands in."};
  const PoolRun run = {"maple_kitchen",          noon(), base::parse_day("2026-11-23").value(),
                       model::Segment::standard, "beta", 7};
  tests::expect_golden("exports/golden/pool.json", pool_json(run, pool, bank));
}

}  // namespace
}  // namespace eros::exports
