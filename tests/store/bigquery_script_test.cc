#include "eros/store/bigquery/script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "eros/base/error.h"
#include "eros/store/bigquery/parameters.h"
#include "eros/store/bigquery/staging.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> names_used(std::string_view sql) {
  std::vector<std::string> names;
  for (const auto& use : parameter_uses(sql)) names.emplace_back(use.name);
  return names;
}

TEST(BigQueryParameters, AreFoundWhereTheyAreParameters) {
  EXPECT_THAT(names_used("SELECT @a, @b_2+@a FROM t WHERE x=@c"),
              ElementsAre("a", "b_2", "a", "c"));
  EXPECT_THAT(names_used("@@row_count = @n AND @@session_id"), ElementsAre("n"));
  EXPECT_THAT(names_used("SELECT '@no' || \"@no\" || `@no` || @yes"), ElementsAre("yes"));
  EXPECT_THAT(names_used(R"('it\'s @no' || r'\'@no' || @yes)"), ElementsAre("yes"));
  EXPECT_THAT(names_used("'''a 'quoted' @no''' || \"\"\"\"@no\"\"\" || @yes"), ElementsAre("yes"));
  EXPECT_THAT(names_used("-- @no\n# @no\n/* @no\n@no */ @yes"), ElementsAre("yes"));
  EXPECT_THAT(names_used("'never closed @no"), IsEmpty());
  EXPECT_THAT(names_used("a @ b"), IsEmpty());
}

TEST(BigQueryParameters, EveryTypeAsTheServiceWantsIt) {
  const auto encoded = [](const Value& value) {
    json parameter = query_parameter("x", value);
    EXPECT_EQ(parameter["name"], "x");
    return parameter["parameterType"].dump() + parameter["parameterValue"].dump();
  };
  EXPECT_EQ(encoded(std::monostate{}), R"({"type":"STRING"}{"value":null})");
  EXPECT_EQ(encoded(true), R"({"type":"BOOL"}{"value":"true"})");
  EXPECT_EQ(encoded(INT64_MIN), R"({"type":"INT64"}{"value":"-9223372036854775808"})");
  EXPECT_EQ(encoded(0.1), R"({"type":"FLOAT64"}{"value":"0.1"})");
  EXPECT_EQ(encoded(std::numeric_limits<double>::infinity()),
            R"({"type":"FLOAT64"}{"value":"Infinity"})");
  EXPECT_EQ(encoded(std::string("a\"b")), R"({"type":"STRING"}{"value":"a\"b"})");
  EXPECT_EQ(encoded(base::Instant(base::microseconds(1'795'118'400'123'456))),
            R"({"type":"TIMESTAMP"}{"value":"2026-11-19T20:00:00.123456Z"})");
  EXPECT_EQ(encoded(base::LocalDay(std::chrono::year(2024) / 2 / 29)),
            R"({"type":"DATE"}{"value":"2024-02-29"})");
  EXPECT_EQ(encoded(std::vector<std::string>{"a", "b"}),
            R"({"arrayType":{"type":"STRING"},"type":"ARRAY"})"
            R"({"arrayValues":[{"value":"a"},{"value":"b"}]})");
  EXPECT_EQ(encoded(std::vector<std::int64_t>{7}),
            R"({"arrayType":{"type":"INT64"},"type":"ARRAY"}{"arrayValues":[{"value":"7"}]})");
  EXPECT_EQ(encoded(std::vector<std::int64_t>{}),
            R"({"arrayType":{"type":"INT64"},"type":"ARRAY"}{"arrayValues":[]})");
}

RC_GTEST_PROP(BigQueryParametersProperty, ADoubleReadsBackAsItself, (double value)) {
  const auto text = query_parameter("x", value)["parameterValue"]["value"].get<std::string>();
  RC_ASSERT(std::stod(text) == value);
}

TEST(BigQueryScript, AStatementTakesWhatItUses) {
  const Parameters parameters = {{"a", std::int64_t{1}}, {"unused", true}, {"b", true}};
  const auto job = single_statement({"q", "SELECT @b, @a, @b", &parameters});
  EXPECT_EQ(job.sql, "SELECT @b, @a, @b");
  ASSERT_EQ(job.parameters.size(), 2u);
  EXPECT_EQ(job.parameters[0].first, "b");
  EXPECT_EQ(job.parameters[1].second, &parameters.at("a"));
  const Parameters none;
  try {
    single_statement({"q", "SELECT @b", &none});
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_STREQ(error.what(), "the query 'q' lacks its parameter $b");
  }
}

TEST(BigQueryScript, ATransactionIsOneScript) {
  const Parameters first = {{"item", std::string("a")}, {"limit", std::int64_t{5}}};
  const Parameters second = {{"item", std::string("b")}, {"limit", std::int64_t{5}}};
  const Parameters none;
  const std::vector<ScriptStep> steps = {
      {{"hold", "UPDATE g SET v = v + 1 WHERE TRUE", &none}, false, 1},
      {{"find", "SELECT * FROM t WHERE x = @item -- the first", &first}, true},
      {{"add", "INSERT INTO t VALUES (@item, @limit)", &first}},
      {{"add", "INSERT INTO t VALUES (@item, @limit)", &second}}};
  const auto job = transaction(steps);
  EXPECT_EQ(job.sql,
            "BEGIN TRANSACTION;\n"
            "-- name: hold\n"
            "UPDATE g SET v = v + 1 WHERE TRUE\n;\n"
            "IF @@row_count != 1 THEN RAISE USING MESSAGE = "
            "'eros: wrong number of rows changed by hold'; END IF;\n"
            "-- name: find\n"
            "IF EXISTS (\nSELECT * FROM t WHERE x = @item -- the first\n) THEN\n"
            "SELECT * FROM t WHERE x = @item -- the first\n;\nRETURN;\nEND IF;\n"
            "-- name: add\n"
            "INSERT INTO t VALUES (@item, @limit)\n;\n"
            "-- name: add\n"
            "INSERT INTO t VALUES (@item_2, @limit)\n;\n"
            "SELECT TRUE AS eros_committed;\n"
            "COMMIT TRANSACTION;\n");
  ASSERT_EQ(job.parameters.size(), 3u);
  EXPECT_EQ(job.parameters[2].first, "item_2");
  EXPECT_EQ(*job.parameters[2].second, Value(std::string("b")));
}

class BigQueryStaging : public ::testing::Test {
 protected:
  const Parameters parameters_ = {
      {"rows", std::string("[{\"a\":1},{\"a\":\"x\\n\"}]") + std::string(1'000, ' ')},
      {"other", std::string(500, 'x')},
      {"small", std::string("[]")}};
  SqlJob job(std::string_view sql) { return single_statement({"q", sql, &parameters_}); }
};

TEST_F(BigQueryStaging, NothingIsDoneWithinTheLimit) {
  auto small = job("SELECT r FROM UNNEST(JSON_QUERY_ARRAY(@rows)) AS r");
  const auto sql = small.sql;
  EXPECT_THAT(take_out_large(small, 2'000, "`t`"), IsEmpty());
  EXPECT_EQ(small.sql, sql);
}

TEST_F(BigQueryStaging, TheLargestRowsGoToTheTable) {
  auto large = job(
      "SELECT r FROM unnest ( JSON_QUERY_ARRAY( @rows ) ) AS r, UNNEST(JSON_QUERY_ARRAY(@small)), "
      "UNNEST(JSON_QUERY_ARRAY(@rows)) AS again WHERE x = @other");
  const auto taken = take_out_large(large, 900, "`p.d.t`");
  EXPECT_EQ(large.sql,
            "SELECT r FROM (SELECT AS VALUE element FROM `p.d.t` WHERE parameter = 'rows') AS r, "
            "UNNEST(JSON_QUERY_ARRAY(@small)), "
            "(SELECT AS VALUE element FROM `p.d.t` WHERE parameter = 'rows') AS again "
            "WHERE x = @other");
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(large.parameters.size(), 2u);
  EXPECT_EQ(staging_rows(taken),
            "{\"element\":\"{\\\"a\\\":1}\",\"parameter\":\"rows\"}\n"
            "{\"element\":\"{\\\"a\\\":\\\"x\\\\n\\\"}\",\"parameter\":\"rows\"}\n");
}

TEST_F(BigQueryStaging, RowsThatAreReadInAnotherWayTooStay) {
  auto both = job("SELECT @rows FROM UNNEST(JSON_QUERY_ARRAY(@rows))");
  EXPECT_THAT(take_out_large(both, 900, "`t`"), IsEmpty());
  EXPECT_THAT(both.sql, HasSubstr("JSON_QUERY_ARRAY(@rows)"));
}

}  // namespace
}  // namespace eros::store::bigquery
