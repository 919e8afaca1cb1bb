#include "eros/store/bigquery/objects.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <map>

#include "eros/base/error.h"
#include "eros/store/bigquery/dialect.h"
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

// --- what the service refuses, though the emulator takes it

// On one line, without comments, texts between quotes, and the dataset's name.
std::string bare(std::string sql) {
  RE2::GlobalReplace(&sql, R"(--[^\n]*)", "");
  RE2::GlobalReplace(&sql, R"('(?:[^'\\]|\\.)*')", "''");
  RE2::GlobalReplace(&sql, R"(`a-project`\.eros\.)", "");
  RE2::GlobalReplace(&sql, R"(\s+)", " ");
  RE2::GlobalReplace(&sql, R"(\( SELECT)", "(SELECT");
  return sql;
}

// From an opening bracket to where it closes, both left out.
std::string bracketed(const std::string& sql, std::size_t open) {
  int depth = 0;
  for (auto at = open; at < sql.size(); ++at) {
    if (sql[at] == '(') ++depth;
    if (sql[at] == ')' && --depth == 0) return sql.substr(open + 1, at - open - 1);
  }
  return {};
}

// What is not in inner brackets of more than a column.
std::string outermost(std::string sql) {
  static const re2::RE2 call(R"(LOWER\((\w+\.\w+)\))");
  RE2::GlobalReplace(&sql, call, R"(\1)");
  std::string text;
  int depth = 0;
  for (const char c : sql) {
    depth += c == '(' ? 1 : 0;
    if (depth == 0) text += c;
    depth -= c == ')' ? 1 : 0;
  }
  return text;
}

std::set<std::string> all_of(const std::string& sql, const re2::RE2& pattern) {
  std::set<std::string> found;
  re2::StringPiece rest(sql);
  for (std::string one; RE2::FindAndConsume(&rest, pattern, &one);) found.insert(one);
  return found;
}

// A subquery over a table that names rows of the query around it must say so by an equality that
// stands by itself: the service makes a join of it, and refuses what it cannot join.
std::vector<std::string> subqueries_that_are_no_join(const std::string& text) {
  static const re2::RE2 row_name(R"(\bAS (\w+))");
  static const re2::RE2 use(R"((?:^|[^@.\w])([a-zA-Z_]\w*)\.\w)");
  static const re2::RE2 table(R"(\b(?:FROM|JOIN) ([a-tv-zA-TV-Z]\w*))");  // not UNNEST
  static const re2::RE2 condition(R"((?:WHERE|AND|ON) (\w+)\.\w+ = (\w+)\.\w+ ;)");
  const auto sql = bare(text);
  std::vector<std::string> found;
  for (auto at = sql.find("(SELECT"); at != std::string::npos; at = sql.find("(SELECT", at + 1)) {
    const auto body = bracketed(sql, at);
    const auto own = all_of(body, row_name);
    auto outer = all_of(body, use);
    std::erase_if(outer, [&](const auto& name) { return own.contains(name); });
    if (outer.empty() || !RE2::PartialMatch(body, table)) continue;
    auto conditions = outermost(body) + " ";
    RE2::GlobalReplace(&conditions, R"((WHERE|AND|ON) )", R"(;\1 )");
    conditions += ";";
    re2::StringPiece rest(conditions);
    bool joins = false;
    for (std::string a, b; RE2::FindAndConsume(&rest, condition, &a, &b);) {
      joins = joins || outer.contains(a) != outer.contains(b);
    }
    if (!joins) found.push_back(body);
  }
  return found;
}

TEST(BigQueryObjects, EverySubqueryOfOuterRowsIsAJoin) {
  for (const auto& object : objects(embedded_sql(), dataset)) {
    EXPECT_THAT(subqueries_that_are_no_join(object.sql), ::testing::IsEmpty()) << object.name;
  }
  for (const auto& [name, sql] : queries_for(dataset)) {
    EXPECT_THAT(subqueries_that_are_no_join(sql), ::testing::IsEmpty()) << name;
  }
  EXPECT_EQ(subqueries_that_are_no_join(
                "SELECT (SELECT COUNT(*) FROM b AS b WHERE b.x IS NULL OR b.x = p.x) FROM p AS p")
                .size(),
            1U);
}

// "LEFT OUTER JOIN cannot be used without a condition that is an equality of fields from both
// sides of the join."
TEST(BigQueryObjects, NoOuterJoinIsWithoutAnEquality) {
  for (const auto& object : objects(embedded_sql(), dataset)) {
    EXPECT_FALSE(RE2::PartialMatch(object.sql, R"(LEFT JOIN [^;]*? ON TRUE)")) << object.name;
  }
}

// https://cloud.google.com/bigquery/docs/reference/system-variables; @@error is that of a handler.
TEST(BigQueryObjects, ProceduresUseDocumentedSystemVariablesOnly) {
  static const re2::RE2 variable(R"(@@([\w.]+))");
  for (const auto& object : objects(embedded_sql(), dataset)) {
    for (const auto& name : all_of(object.sql, variable)) {
      EXPECT_THAT(name, ::testing::AnyOf("row_count", "error.message")) << object.name;
    }
  }
}

// A handler that rolls back in vain (no transaction is open) must go on; and other writers, whose
// transactions abort the round's, are no failure.
TEST(BigQueryObjects, TheDailyRoundSurvivesOtherWriters) {
  for (const auto& object : objects(embedded_sql(), dataset)) {
    if (object.name != "run_daily_automation") continue;
    const auto sql = bare(object.sql);
    int handlers = 0;
    int rollbacks = 0;
    re2::StringPiece rest(sql);
    while (RE2::FindAndConsume(&rest, "EXCEPTION WHEN ERROR THEN SET failure")) ++handlers;
    rest = sql;
    while (
        RE2::FindAndConsume(&rest, "BEGIN ROLLBACK TRANSACTION; EXCEPTION WHEN ERROR THEN END;")) {
      ++rollbacks;
    }
    EXPECT_EQ(handlers, 2);
    EXPECT_EQ(rollbacks, handlers);
    EXPECT_TRUE(RE2::PartialMatch(sql, "WHILE tries < 10 DO .* BEGIN TRANSACTION;.* END WHILE;"));
    EXPECT_TRUE(RE2::PartialMatch(sql, "END WHILE; .*CALL sweep_expired_caption_locks"));
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
