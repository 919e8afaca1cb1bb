#include "eros/store/bigquery/objects.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <map>

#include "eros/base/error.h"
#include "eros/store/bigquery/ledger.h"
#include "store/sample_store.h"

namespace eros::store::bigquery {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* dataset = "`a-project`.eros";

std::vector<std::string> names(ObjectKind kind) {
  std::vector<std::string> list;
  for (const auto& object : objects(embedded_sql(), dataset)) {
    if (object.kind == kind) list.push_back(object.name);
  }
  return list;
}

TEST(BigQueryObjects, AreAllThere) {
  EXPECT_THAT(
      names(ObjectKind::procedure),
      ::testing::UnorderedElementsAre("update_caption_performance", "lock_caption_assignments",
                                      "select_captions_for_creator", "analyze_creator_performance",
                                      "run_daily_automation", "sweep_expired_caption_locks"));
  for (const char* name :
       {"classify_account_size", "analyze_saturation_status", "calculate_performance_metrics",
        "get_recent_performance_window", "detect_anomalies", "calculate_engagement_rates",
        "get_creator_baseline"}) {
    EXPECT_THAT(names(ObjectKind::table_function), Contains(name));
  }
  for (const char* name :
       {"caption_key_v2", "caption_key", "wilson_score_bounds", "wilson_sample"}) {
    EXPECT_THAT(names(ObjectKind::function), Contains(name));
  }
}

// What is used is made before: a name of ours in a statement is an earlier object, or its own.
TEST(BigQueryObjects, ComeAfterWhatTheyUse) {
  std::set<std::string> made;
  static const re2::RE2 use(R"(`a-project`\.eros\.(\w+))");
  for (const auto& object : objects(embedded_sql(), dataset)) {
    made.insert(object.name);
    re2::StringPiece rest(object.sql);
    std::string used;
    while (RE2::FindAndConsume(&rest, use, &used)) {
      EXPECT_TRUE(made.contains(used)) << object.name << " uses " << used;
    }
  }
}

TEST(BigQueryObjects, CanBeMadeTwiceAndDropNothing) {
  for (const auto& object : objects(embedded_sql(), dataset)) {
    EXPECT_TRUE(RE2::PartialMatch(object.sql, "CREATE OR REPLACE|IF NOT EXISTS|WHERE guards = 0"))
        << object.name;
    EXPECT_FALSE(RE2::PartialMatch(object.sql, R"((?i)\b(DROP|TRUNCATE)\b)")) << object.name;
  }
  EXPECT_THROW(objects(std::vector<EmbeddedSql>{{"bigquery/schema/0001_x.sql",
                                                 "DROP TABLE {dataset}.creators;\n"}},
                       dataset),
               base::Error);
}

// Same tables, same columns in the same order, as in DuckDB. (There mass_messages is a view of
// sent_messages.)
TEST(BigQueryObjects, TablesHaveTheColumnsOfDuckDB) {
  testing::SampleStore store;
  auto& engine = as_duckdb(store->engine(), "a test");
  const auto rows = engine.query_text(
      "SELECT table_name, string_agg(column_name, ',' ORDER BY column_index) FROM duckdb_columns() "
      "WHERE NOT internal AND (table_name = 'mass_messages' OR table_name IN (SELECT table_name "
      "FROM duckdb_tables())) AND table_name NOT IN ('schema_migrations', 'sent_messages') "
      "GROUP BY table_name");
  std::map<std::string, std::string> expected;
  while (rows->next()) expected[std::string(rows->text(0))] = rows->text(1);
  std::map<std::string, std::string> found;
  static const re2::RE2 column(R"((?m)^  (\w+) +\w)");
  for (const auto& object : objects(embedded_sql(), dataset)) {
    if (object.kind != ObjectKind::table) continue;
    re2::StringPiece rest(object.sql);
    std::string name;
    while (RE2::FindAndConsume(&rest, column, &name)) {
      found[object.name] += (found[object.name].empty() ? "" : ",") + name;
    }
  }
  EXPECT_EQ(found, expected);
}

TEST(BigQueryObjects, ProceduresRunTheProgramsStatements) {
  for (const auto& object : objects(embedded_sql(), dataset)) {
    if (object.kind != ObjectKind::procedure) continue;
    EXPECT_THAT(object.sql, Not(HasSubstr("{query")));
    if (object.name == "update_caption_performance") {
      EXPECT_THAT(object.sql, HasSubstr("INSERT INTO `a-project`.eros.caption_bandit_stats"));
      EXPECT_THAT(object.sql, HasSubstr("sending_time <= arg_as_of"));
    }
  }
}

TEST(Ledger, ALineReadsBackAsTheEntry) {
  const LedgerEntry entry{testing::noon,
                          "bigquery://p/d",
                          "run 1",
                          {.job_id = "j",
                           .name = "bank",
                           .bytes_processed = 5,
                           .bytes_billed = 10'485'760,
                           .slot_milliseconds = 7,
                           .seconds = 1.5,
                           .was_cached = true}};
  const auto read = parse_ledger_line(ledger_line(entry));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(ledger_line(*read), ledger_line(entry));
  EXPECT_FALSE(parse_ledger_line("{\"at\":\"2026-11-17T20:0").has_value()) << "a cut-off line";
  EXPECT_FALSE(parse_ledger_line("{}").has_value());
}

}  // namespace
}  // namespace eros::store::bigquery
