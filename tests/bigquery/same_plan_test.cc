// The same data, as-of and seed give the same plan from both engines, byte for byte.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "bigquery/twin_stores.h"
#include "eros/exports/csv.h"
#include "eros/exports/pool_json.h"
#include "eros/exports/report_json.h"
#include "eros/model/words.h"
#include "eros/orchestrate/plan_weeks.h"
#include "eros/orchestrate/schedule_rows.h"

namespace eros {
namespace {

using testing::BothEngines;

using testing::as_of;

constexpr base::LocalDay start{std::chrono::local_days(std::chrono::year(2026) / 11 / 23)};
const std::vector<std::string> pages = {"cedar_runs", "juniper_sketches"};

// Everything that a planning run reads and makes of it, as text.
struct Plan {
  std::string reports;
  std::string pools;
  std::string csv;
};

Plan plan(store::Store& store) {
  const model::Settings settings;
  auto [agency, inputs] = orchestrate::load_run(store, pages, as_of, start, settings);
  const orchestrate::PlanRequest request{.start = start, .seed = 7};
  Plan plan;
  for (const auto& page : inputs) {
    const auto selection = orchestrate::select_captions(agency, page, request, settings);
    plan.reports += exports::report_json(selection.report);
    plan.pools += exports::pool_json({.page_name = page.page.page_name,
                                      .as_of = as_of,
                                      .week_start = start,
                                      .policy = settings.policy,
                                      .seed = 7},
                                     selection.pool, agency.bank);
  }
  for (const auto& week :
       orchestrate::plan_weeks(store, agency, inputs, request, settings, false)) {
    plan.csv += exports::schedule_csv(orchestrate::schedule_rows(week), {}).text;
  }
  return plan;
}

// What a run reads, as text; in a window of seven days the latest uses lie before it.
std::string inputs_text(store::Store& store, int lookback_days) {
  model::Settings settings;
  settings.lookback_days = lookback_days;
  const auto [agency, read] = orchestrate::load_run(store, pages, as_of, start, settings);
  std::string text;
  for (const auto& day : agency.inputs.days) {
    text +=
        fmt::format("{} {} {:a} {}\n", day.page, base::format_day(day.day), day.mean_emv, day.age);
  }
  for (const auto& page : read) {
    text += page.page.page_name + "\n";
    for (const auto& use : page.recent_uses) {
      text += fmt::format("{} {} {} {} {} {} {}\n", base::format_instant(use.at), use.caption_key,
                          model::to_string(use.type), use.category, use.trigger,
                          model::to_string(use.tier), use.has_urgency);
    }
  }
  return text;
}

// What `eros backtest --logged` asks.
void expect_same_past(testing::TwinStores& stores) {
  const auto since = as_of - base::days(60);
  const auto ours = stores.duckdb().sent_ppvs(since, as_of);
  const auto theirs = stores.bigquery().sent_ppvs(since, as_of);
  ASSERT_GT(ours.size(), 20U);
  ASSERT_EQ(theirs.size(), ours.size());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    EXPECT_EQ(theirs[i].page_name, ours[i].page_name);
    EXPECT_EQ(theirs[i].caption_key, ours[i].caption_key);
    EXPECT_EQ(theirs[i].at, ours[i].at);
    EXPECT_EQ(theirs[i].earnings, ours[i].earnings);
  }
  const auto our_captions = stores.duckdb().captions_since({});
  const auto their_captions = stores.bigquery().captions_since({});
  ASSERT_GT(our_captions.size(), 100U);
  ASSERT_EQ(their_captions.size(), our_captions.size());
  for (std::size_t i = 0; i < our_captions.size(); ++i) {
    EXPECT_EQ(their_captions[i].caption_id, our_captions[i].caption_id);
    EXPECT_EQ(their_captions[i].at, our_captions[i].at);
  }
  const auto our_stats = stores.duckdb().caption_stats_of_messages(pages, as_of - base::days(7));
  const auto their_stats =
      stores.bigquery().caption_stats_of_messages(pages, as_of - base::days(7));
  for (std::size_t page = 0; page < pages.size(); ++page) {
    ASSERT_GT(our_stats[page].size(), 10U);
    ASSERT_EQ(their_stats[page].size(), our_stats[page].size());
    for (std::size_t i = 0; i < our_stats[page].size(); ++i) {
      EXPECT_EQ(their_stats[page][i].caption_id, our_stats[page][i].caption_id);
      EXPECT_NEAR(their_stats[page][i].successes, our_stats[page][i].successes, 1e-12);
      EXPECT_EQ(their_stats[page][i].avg_emv, our_stats[page][i].avg_emv);
    }
  }
}

void expect_same_inputs(testing::TwinStores& stores) {
  const auto expected = inputs_text(stores.duckdb(), 7);
  EXPECT_GT(expected.size(), 500U);
  EXPECT_EQ(inputs_text(stores.bigquery(), 7), expected);
}

TEST_F(BothEngines, GiveTheSamePlan) {
  expect_same_inputs(stores());
  expect_same_past(stores());
  const Plan by_duckdb = plan(stores().duckdb());
  const Plan by_bigquery = plan(stores().bigquery());
  EXPECT_GT(by_duckdb.csv.size(), 1000U);
  EXPECT_EQ(by_bigquery.reports, by_duckdb.reports);
  EXPECT_EQ(by_bigquery.pools, by_duckdb.pools);
  EXPECT_EQ(by_bigquery.csv, by_duckdb.csv);
}

}  // namespace
}  // namespace eros
