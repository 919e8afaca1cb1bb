// The documents' six procedures. The emulator takes CREATE PROCEDURE and CALL and does nothing, so
// that none can be called there (expect_nothing_done_by_call keeps watch on that). What can be run
// of them is their statements: those of commands are the commands' own
// (tests/store/bigquery_objects_test.cc), and are run as such: learning in same_learning_test.cc;
// of the sweep what the emulator knows, here; commits on the fake
// (tests/store/bigquery_commit_test.cc). The selection, which is SQL of its own, runs here as a
// query, and so do the questions that lock_caption_assignments asks of its request, and what
// run_daily_automation queues. analyze_creator_performance only puts the table functions of
// same_functions_test.cc into one JSON text.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <regex>
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

std::string procedure_sql(const std::string& dataset, const std::string& name) {
  for (const auto& object : store::bigquery::objects(store::embedded_sql(), dataset)) {
    if (object.name == name) return object.sql;
  }
  return {};
}

// What stands between two texts.
std::string between(const std::string& sql, const std::string& begin, const std::string& end) {
  const auto from = sql.find(begin);
  EXPECT_NE(from, std::string::npos) << begin;
  const auto to = sql.find(end, from);
  EXPECT_NE(to, std::string::npos) << end;
  return sql.substr(from + begin.size(), to - from - begin.size());
}

// The body's one statement, its variables by their values, with quotas for the whole bank.
std::string selection_sql(const std::string& dataset, const std::string& page) {
  auto sql = between(procedure_sql(dataset, "select_captions_for_creator"),
                     "caption_selection_results AS\n", ";\nEND");
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

// The tiers of what may be chosen while 'mid' is barred in a scope.
std::set<std::string> tiers_without_mid(store::BigQueryEngine& engine, const std::string& scope) {
  engine.execute_text("bar",
                      fmt::format("UPDATE creator_caption_restrictions SET "
                                  "restricted_price_tiers = ['mid'], applies_to_scope = '{}' "
                                  "WHERE page_name = 'cedar_runs'",
                                  scope));
  const auto dataset = store::bigquery::dataset_name(engine.client().location());
  const auto rows = engine.query_text(
      "tiers", "SELECT DISTINCT price_tier FROM (" + selection_sql(dataset, "cedar_runs") + ")");
  std::set<std::string> tiers;
  while (rows->next()) tiers.emplace(rows->text(0));
  return tiers;
}

void expect_barred_tiers_left_out(testing::TwinStores& stores) {
  auto& engine = stores.bigquery_engine();
  EXPECT_EQ(tiers_without_mid(engine, "ALL"), (std::set<std::string>{"budget", "bump", "premium"}));
  EXPECT_EQ(tiers_without_mid(engine, "BUMP_ONLY"),
            (std::set<std::string>{"budget", "bump", "mid", "premium"}));
  stores.copy("creator_caption_restrictions");
}

// --- lock_caption_assignments: what it asks before it inserts

constexpr std::string_view lock_request =
    "[STRUCT<caption_id INT64, scheduled_send_date DATE, scheduled_send_hour INT64>{}]";

// The first column of the one row that a variable is set to, for a request; "" for NULL.
std::string set_to(testing::TwinStores& stores, const std::string& begin,
                   const std::string& wanted) {
  auto& engine = stores.bigquery_engine();
  const auto dataset = store::bigquery::dataset_name(engine.client().location());
  auto sql = between(procedure_sql(dataset, "lock_caption_assignments"), begin, ");\n");
  replace_all(sql, "SELECT AS STRUCT", "SELECT");
  replace_all(sql, "caption_assignments)", fmt::format(lock_request, wanted) + ")");
  replace_all(sql, "wanted_id", "'s1'");
  replace_all(sql, "wanted_page", "'cedar_runs'");
  const auto rows = engine.query_text("request", sql);
  EXPECT_TRUE(rows->next()) << sql;
  return rows->is_null(0) ? "" : std::string(rows->text(0));
}

// By its text: the emulator writes days into JSON without quotes.
std::vector<std::int64_t> captions_of(const std::string& locks) {
  static const std::regex id(R"("caption_id":"?(\d+))");
  std::vector<std::int64_t> ids;
  for (std::sregex_iterator at(locks.begin(), locks.end(), id), end; at != end; ++at) {
    ids.push_back(std::stoll((*at)[1]));
  }
  return ids;
}

void expect_lock_requests_checked(testing::TwinStores& stores) {
  auto& engine = stores.bigquery_engine();
  const auto first =
      engine.query_text("two", "SELECT MIN(caption_id), MAX(caption_id) FROM caption_bank");
  ASSERT_TRUE(first->next());
  const auto one = first->integer(0), other = first->integer(1), twin = other + 1;
  engine.execute_text("twin", fmt::format("INSERT INTO caption_bank SELECT * REPLACE ({} AS "
                                          "caption_id) FROM caption_bank WHERE caption_id = {}",
                                          twin, one));
  const auto on = [](std::int64_t caption, int day) {
    return fmt::format("({}, DATE '2026-12-{:02}', 9)", caption, day);
  };
  const std::string unknown = "SET unknown = (", repeated = "SET repeated = (";
  EXPECT_EQ(set_to(stores, unknown, on(one, 1) + ", " + on(other, 1)), "");
  EXPECT_EQ(set_to(stores, unknown, on(one, 1) + ", " + on(twin + 1, 1)), std::to_string(twin + 1));
  EXPECT_EQ(set_to(stores, unknown, "(NULL, DATE '2026-12-01', 9)"), "NULL");

  EXPECT_EQ(set_to(stores, repeated, on(one, 1) + ", " + on(other, 1) + ", " + on(one, 9)), "");
  EXPECT_EQ(set_to(stores, repeated, on(one, 1) + ", " + on(one, 8)),
            fmt::format("caption {} on 2026-12-01 and caption {} on 2026-12-08", one, one));
  EXPECT_EQ(set_to(stores, repeated, on(twin, 8) + ", " + on(other, 1) + ", " + on(one, 1)),
            fmt::format("caption {} on 2026-12-08 and caption {} on 2026-12-01", twin, one));
  EXPECT_NE(set_to(stores, repeated, on(one, 1) + ", " + on(one, 1)), "");

  // The schedule has one of them; what it once had of the other was cancelled.
  engine.execute_text(
      "held", fmt::format("INSERT INTO active_caption_assignments (assignment_key, caption_id, "
                          "caption_key, page_name, schedule_id, scheduled_send_date, "
                          "scheduled_send_hour, is_active, assigned_at, expires_at) SELECT "
                          "CAST(id AS STRING), id, CAST(id AS STRING), 'cedar_runs', 's1', DATE "
                          "'2026-12-01', 9, id = {}, TIMESTAMP '2026-11-01', TIMESTAMP "
                          "'2026-12-08' FROM UNNEST([{}, {}]) AS id",
                          one, one, other));
  EXPECT_EQ(captions_of(set_to(stores, "arg_to_day) = (", on(one, 1) + ", " + on(other, 1))),
            (std::vector<std::int64_t>{other}));
  engine.execute_text("clear", "DELETE FROM active_caption_assignments WHERE TRUE");
  engine.execute_text("clear", fmt::format("DELETE FROM caption_bank WHERE caption_id = {}", twin));
}

// --- run_daily_automation: which pages are queued

// The pages with a message in the last 30 days; those with enough locks are skipped: "page status
// reason".
std::vector<std::string> queued(testing::TwinStores& stores) {
  auto& engine = stores.bigquery_engine();
  const auto dataset = store::bigquery::dataset_name(engine.client().location());
  auto sql = between(procedure_sql(dataset, "run_daily_automation"), "reason, queued_at)\n", ";\n");
  replace_all(sql, "execution_date", "DATE '2026-11-17'");
  replace_all(sql, "(started,", "(TIMESTAMP '" + base::format_instant(as_of) + "',");
  replace_all(sql, "<= started", "<= TIMESTAMP '" + base::format_instant(as_of) + "'");
  replace_all(sql, "started\n", "TIMESTAMP '" + base::format_instant(as_of) + "' AS started\n");
  replace_all(sql, "'SKIPPED', 'QUEUED')", "'SKIPPED', 'QUEUED') AS status");
  replace_all(sql, "p.captions), NULL)", "p.captions), NULL) AS reason");
  replace_all(sql, "DATE '2026-11-17', IF", "DATE '2026-11-17' AS week, IF");
  const auto rows = engine.query_text(
      "queued", "SELECT CONCAT(page_name, ' ', status, ' ', COALESCE(reason, '-')) FROM (" + sql +
                    ") ORDER BY page_name");
  std::vector<std::string> pages;
  while (rows->next()) pages.emplace_back(rows->text(0));
  return pages;
}

void expect_pages_without_captions_skipped(testing::TwinStores& stores) {
  auto& engine = stores.bigquery_engine();
  EXPECT_EQ(queued(stores),
            (std::vector<std::string>{"cedar_runs QUEUED -", "juniper_sketches QUEUED -"}));
  // Ten captions for all pages, five more of one page's own; each page holds eight and a bump.
  engine.execute_text("few",
                      "UPDATE caption_bank SET is_active = FALSE, page_name = NULL WHERE TRUE");
  engine.execute_text("ten",
                      "UPDATE caption_bank SET is_active = TRUE, page_name = IF(caption_id IN "
                      "(SELECT caption_id FROM caption_bank WHERE price_tier <> 'bump' ORDER BY "
                      "caption_id LIMIT 5), 'cedar_runs', NULL) WHERE caption_id IN (SELECT "
                      "caption_id FROM caption_bank WHERE price_tier <> 'bump' ORDER BY caption_id "
                      "LIMIT 15)");
  engine.execute_text("bump", "UPDATE caption_bank SET is_active = TRUE WHERE price_tier = 'bump'");
  engine.execute_text(
      "locks",
      "INSERT INTO active_caption_assignments (assignment_key, caption_id, caption_key, page_name, "
      "schedule_id, scheduled_send_date, scheduled_send_hour, is_active, assigned_at, expires_at) "
      "SELECT CONCAT(page, CAST(i AS STRING)), i, CAST(i AS STRING), page, 's1', DATE "
      "'2026-12-01', 9, i <= 8, TIMESTAMP '2026-11-01', TIMESTAMP '2026-12-08' FROM "
      "UNNEST(GENERATE_ARRAY(1, 12)) AS i CROSS JOIN UNNEST(['cedar_runs', 'juniper_sketches']) "
      "AS page");
  EXPECT_EQ(queued(stores),
            (std::vector<std::string>{"cedar_runs QUEUED -",
                                      "juniper_sketches SKIPPED 8 of 10 captions are locked"}));
  engine.execute_text("clear", "DELETE FROM active_caption_assignments WHERE TRUE");
  stores.copy("caption_bank");
}

// In one test, for the stores take longer to make than all of it.
TEST_F(BothEngines, HoldTheSameInProcedures) {
  expect_nothing_done_by_call(stores());
  expect_same_captions_selected(stores());
  expect_barred_tiers_left_out(stores());
  expect_same_locks_counted(stores());
  expect_lock_requests_checked(stores());
  expect_pages_without_captions_skipped(stores());
}

}  // namespace
}  // namespace eros
