#include "eros/store/bigquery/dialect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "eros/store/queries.h"

namespace eros::store::bigquery {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Dialect, Parameters) {
  EXPECT_EQ(to_googlesql("SELECT a FROM t WHERE b = $b AND ($c::VARCHAR IS NULL OR c = $c)"),
            "SELECT a FROM t WHERE b = @b AND (CAST(@c AS STRING) IS NULL OR c = @c)");
  EXPECT_EQ(to_googlesql("SELECT a FROM t WHERE b NOT IN (SELECT unnest($list::VARCHAR[]))"),
            "SELECT a FROM t WHERE b NOT IN UNNEST(@list)");
}

TEST(Dialect, Types) {
  EXPECT_EQ(to_googlesql("SELECT CAST(a AS DOUBLE), CAST(b AS DECIMAL(18,4)), CAST(c AS VARCHAR)"),
            "SELECT CAST(a AS FLOAT64), CAST(b AS NUMERIC), CAST(c AS STRING)");
  EXPECT_THROW(to_googlesql("SELECT a::BIGINT"), base::Error);
}

TEST(Dialect, RowsFromJson) {
  EXPECT_EQ(to_googlesql("SELECT n.a FROM (SELECT unnest(from_json($rows,\n"
                         "  '[{\"a\":\"VARCHAR\",\"b\":\"BIGINT\",\n \"c\":\"DECIMAL(18,4)\"}]'),\n"
                         "  recursive := true)) AS n"),
            "SELECT n.a FROM (SELECT JSON_VALUE(r, '$.a') AS a, "
            "CAST(JSON_VALUE(r, '$.b') AS INT64) AS b, CAST(JSON_VALUE(r, '$.c') AS NUMERIC) AS c "
            "FROM UNNEST(JSON_QUERY_ARRAY(@rows)) AS r) AS n");
  EXPECT_THROW(
      to_googlesql("SELECT unnest(from_json($r, '[{\"a\":\"HUGEINT\"}]'), recursive := true)"),
      base::Error);
}

TEST(Dialect, Functions) {
  EXPECT_EQ(to_googlesql("SELECT date_diff('day', CAST($at + to_seconds(z.s) AS DATE), max(d))"),
            "SELECT DATE_DIFF(max(d), CAST(TIMESTAMP_ADD(@at, INTERVAL z.s SECOND) AS DATE), DAY)");
  EXPECT_EQ(to_googlesql("SELECT count(*) FILTER (age BETWEEN 1 AND 7), count(*)"),
            "SELECT COUNTIF(age BETWEEN 1 AND 7), count(*)");
  EXPECT_EQ(to_googlesql("SELECT json_object('was', s.status)"),
            "SELECT TO_JSON_STRING(JSON_OBJECT('was', s.status))");
  EXPECT_EQ(to_googlesql("SELECT wilson_score_bounds(a, b).lower_bound"),
            "SELECT {dataset}.wilson_score_bounds(a, b).lower_bound");
  EXPECT_EQ(to_googlesql("SELECT strftime($at, '%H:%M:%S.%f')"),
            "SELECT FORMAT_TIMESTAMP('%H:%M:%E6S', @at)");
}

// GoogleSQL refuses both without a condition.
TEST(Dialect, ChangesOfEveryRow) {
  EXPECT_EQ(to_googlesql("DELETE FROM zone_offsets"), "DELETE FROM zone_offsets WHERE TRUE");
  EXPECT_EQ(to_googlesql("UPDATE g SET version = version + 1"),
            "UPDATE g SET version = version + 1 WHERE TRUE");
  EXPECT_EQ(to_googlesql("DELETE FROM t WHERE a"), "DELETE FROM t WHERE a");
}

TEST(Dialect, CommentsAreDropped) {
  EXPECT_EQ(to_googlesql("-- Why $this.\nSELECT 1 -- a::b\nFROM t"), "SELECT 1 FROM t");
}

TEST(Dialect, EveryQueryHasItsGoogleSql) {
  const auto texts = googlesql_queries(embedded_sql(), "`a-project`.eros");
  EXPECT_EQ(texts.size(), queries().size());
  for (const auto& [name, sql] : texts) {
    EXPECT_THAT(sql, AllOf(Not(HasSubstr("{dataset}")), Not(HasSubstr("::")),
                           Not(HasSubstr("unnest(from_json")), Not(HasSubstr("HUGEINT"))))
        << name;
  }
}

TEST(Dialect, AnOverrideOfNothingIsRefused) {
  EXPECT_THROW(googlesql_queries(
                   std::vector<EmbeddedSql>{{"queries/a.sql", "-- name: a\nSELECT 1"},
                                            {"bigquery/queries/a.sql", "-- name: b\nSELECT 2"}},
                   "d"),
               base::Error);
}

}  // namespace
}  // namespace eros::store::bigquery
