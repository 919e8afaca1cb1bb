// The documents' six procedures. The emulator takes CREATE PROCEDURE and CALL and does nothing, so
// that none can be called there (expect_nothing_done_by_call keeps watch on that). What can be run
// of them is their statements: those of commands are the commands' own
// (tests/store/bigquery_objects_test.cc), and are run as such: learning in same_learning_test.cc;
// of the sweep what the emulator knows, here; commits on the fake
// (tests/store/bigquery_commit_test.cc). The selection, which is SQL of its own, runs here as a
// query. analyze_creator_performance only puts the table functions of same_functions_test.cc into
// one JSON text; run_daily_automation has no command yet.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "bigquery/twin_stores.h"
#include "eros/store/bigquery/deploy.h"
#include "eros/store/bigquery/objects.h"

namespace eros {
namespace {

using testing::as_of;
using testing::BothEngines;

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

void expect_nothing_done_by_call(testing::TwinStores& stores) {
  auto& engine = stores.bigquery_engine();
  const auto dataset = store::bigquery::dataset_name(engine.client().location());
  engine.execute_text("make", "CREATE OR REPLACE PROCEDURE " + dataset +
                                  ".add_guard() BEGIN INSERT INTO writer_guard (id, version) "
                                  "VALUES (9, 9); END");
  engine.execute_text("call", "CALL " + dataset + ".add_guard()");
  const auto rows =
      engine.query_text("guards", "SELECT COUNT(*) AS n FROM writer_guard WHERE id = 9");
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->integer(0), 0) << "It runs them now: call all six here.";
}

// The body's one statement, its variables by their values, with quotas for the whole bank.
std::string selection_sql(const std::string& dataset, const std::string& page) {
  for (const auto& object : store::bigquery::objects(store::embedded_sql(), dataset)) {
    if (object.name != "select_captions_for_creator") continue;
    const std::string begin = "caption_selection_results AS\n";
    const auto from = object.sql.find(begin) + begin.size();
    auto sql = object.sql.substr(from, object.sql.rfind(";\nEND") - from);
    replace_all(sql, "= wanted", "= '" + page + "'");
    replace_all(sql, "SELECT wanted AS", "SELECT '" + page + "' AS");
    replace_all(sql, "(as_of,", "(TIMESTAMP '" + base::format_instant(as_of) + "',");
    replace_all(sql, "DATE(as_of)", "DATE '2026-11-17'");
    replace_all(sql, "behavioral_segment", "'PREMIUM'");
    for (const char* quota : {"budget", "mid", "premium", "bump"}) {
      replace_all(sql, fmt::format("num_{}_needed", quota), "100000");
    }
    return sql;
  }
  return {};
}

// Every caption that the page may use, and no other, with what was learned of it: by what the
// program reads.
void expect_same_captions_selected(testing::TwinStores& stores) {
  const std::vector<std::string> pages = {"cedar_runs"};
  const auto page = stores.duckdb().load_pages(pages, as_of, 90, std::nullopt).front();
  const auto bank = stores.duckdb().load_bank();
  std::set<std::string> used;
  for (const auto& use : page.recent_uses) {
    if (use.at > as_of - base::days(7)) used.insert(use.caption_key);
  }
  std::map<std::int64_t, std::int64_t> expected, observations;  // by caption
  for (const auto& stats : page.caption_stats) {
    observations[base::number(stats.caption_id)] = stats.total_observations;
  }
  for (std::size_t row = 0; row < bank.size(); ++row) {
    const auto caption = stores.duckdb_engine().query_text(
        fmt::format("SELECT caption_key, price_tier, coalesce(content_category, ''), is_active AND "
                    "coalesce(page_name, 'cedar_runs') = 'cedar_runs' FROM caption_bank WHERE "
                    "caption_id = {}",
                    base::number(bank.id[row])));
    ASSERT_TRUE(caption->next());
    const auto tier = caption->text(1);
    if (!caption->flag(3) || used.contains(std::string(caption->text(0))) || tier == "luxury" ||
        tier == "vip" || caption->text(2) == "Pets") {
      continue;
    }
    const auto id = base::number(bank.id[row]);
    expected[id] = observations[id];
  }
  auto& engine = stores.bigquery_engine();
  const auto rows = engine.query_text(
      "selection",
      "SELECT caption_id, total_observations, confidence_lower_bound, thompson_sample, "
      "confidence_upper_bound FROM (" +
          selection_sql(store::bigquery::dataset_name(engine.client().location()), "cedar_runs") +
          ")");
  std::map<std::int64_t, std::int64_t> selected;
  while (rows->next()) {
    selected[rows->integer(0)] = rows->integer(1);
    EXPECT_LE(rows->real(2), rows->real(3));
    EXPECT_LE(rows->real(3), rows->real(4));
  }
  EXPECT_GT(selected.size(), 100U);
  EXPECT_LT(selected.size(), bank.size());
  EXPECT_EQ(selected, expected);
}

// What a sweep counts, and its alerts. The emulator knows no UPDATE by a join (sweep_locks); the
// service does.
void expect_same_locks_counted(testing::TwinStores& stores) {
  stores.duckdb_engine().run_script(
      "INSERT INTO active_caption_assignments (assignment_key, caption_id, caption_key, page_name, "
      "schedule_id, scheduled_send_date, scheduled_send_hour, is_active, assigned_at, expires_at) "
      "SELECT 'k' || i, i, 'key' || i, 'cedar_runs', 's1', DATE '2026-11-17' - CAST(i AS INTEGER) "
      "+ "
      "2, 9, i <> 4, '2026-10-01', '2026-12-01' FROM range(12) AS t(i)");
  stores.copy("active_caption_assignments");
  const auto count = [](store::Engine& engine) {
    const store::Parameters at = {{"as_of", as_of}};
    store::Parameters limits = at;
    limits["swept_warning"] = std::int64_t{2};
    limits["active_warning"] = std::int64_t{1};
    limits["active_critical"] = std::int64_t{2};
    engine.execute({"log_sweep", at});
    engine.execute({"raise_sweep_alerts", limits});
    engine.execute({"raise_sweep_alerts", limits});  // raised once all the same
    const auto swept = engine.query({"swept", at});
    EXPECT_TRUE(swept->next());
    auto text = fmt::format("{} {} {}", swept->integer(0), swept->integer(1), swept->integer(2));
    const auto alerts = engine.query({"sweep_alerts", at});
    while (alerts->next()) text += fmt::format("; {}", alerts->text(0));
    return text;
  };
  const auto ours = count(stores.duckdb_engine());
  EXPECT_EQ(count(stores.bigquery_engine()), ours);
  EXPECT_EQ(ours,
            "6 2 3; WARNING: 8 locks were swept at once (limit 2); CRITICAL: 3 locks are active "
            "(limit 2)");
  for (const char* table : {"active_caption_assignments", "lock_sweep_log", "automation_alerts"}) {
    stores.duckdb_engine().run_script(fmt::format("DELETE FROM {}", table));
    stores.bigquery_engine().execute_text("clear", fmt::format("DELETE FROM {} WHERE TRUE", table));
  }
}

// In one test, for the stores take longer to make than all of it.
TEST_F(BothEngines, HoldTheSameInProcedures) {
  expect_nothing_done_by_call(stores());
  expect_same_captions_selected(stores());
  expect_same_locks_counted(stores());
}

}  // namespace
}  // namespace eros
