// The same data, as-of and seed give the same plan from both engines, byte for byte.
#include <gtest/gtest.h>

#include "bigquery/twin_stores.h"
#include "eros/exports/csv.h"
#include "eros/exports/pool_json.h"
#include "eros/exports/report_json.h"
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
  auto agency = orchestrate::load_agency(store, as_of, start, settings);
  const auto inputs = store.load_pages(pages, as_of, settings.lookback_days, start);
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

TEST_F(BothEngines, GiveTheSamePlan) {
  const Plan by_duckdb = plan(stores().duckdb());
  const Plan by_bigquery = plan(stores().bigquery());
  EXPECT_GT(by_duckdb.csv.size(), 1000U);
  EXPECT_EQ(by_bigquery.reports, by_duckdb.reports);
  EXPECT_EQ(by_bigquery.pools, by_duckdb.pools);
  EXPECT_EQ(by_bigquery.csv, by_duckdb.csv);
}

}  // namespace
}  // namespace eros
