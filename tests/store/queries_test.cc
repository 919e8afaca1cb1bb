#include "eros/store/queries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"

namespace eros::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

std::string refusal(const std::vector<EmbeddedSql>& files) {
  try {
    parse_queries(files);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

TEST(Queries, AreReadByName) {
  const std::vector<EmbeddedSql> files = {
      {"queries/a.sql",
       "-- About this file.\n\n-- name: first\n-- Why.\nSELECT 1 -- name: not this\n;\n\n"
       "-- name: second\nSELECT ';'\n  FROM t;\n"},
      {"schema/0001_x.sql", "CREATE TABLE t (i INTEGER)"},
      {"queries/b.sql", "-- name: third\r\nSELECT 3"}};
  EXPECT_THAT(parse_queries(files),
              ElementsAre(Pair("first", "-- Why.\nSELECT 1 -- name: not this\n"),
                          Pair("second", "SELECT ';'\n  FROM t"), Pair("third", "SELECT 3")));
}

TEST(Queries, BadFilesAreNamed) {
  const EmbeddedSql good = {"queries/a.sql", "-- name: one\nSELECT 1"};
  EXPECT_THAT(refusal({good, {"queries/b.sql", "-- name: one\nSELECT 2"}}), HasSubstr("b.sql"));
  EXPECT_THAT(refusal({{"queries/c.sql", "SELECT 1;\n-- name: x\nSELECT 2"}}),
              HasSubstr("before the first name"));
  EXPECT_THAT(refusal({{"queries/d.sql", "-- name: empty\n-- nothing\n"}}), HasSubstr("empty"));
  EXPECT_THAT(refusal({{"queries/e.sql", "-- name:\nSELECT 1"}}), HasSubstr("e.sql"));
}

TEST(Queries, AnEntryCanBePartOfAnother) {
  const EmbeddedSql whole = {"queries/a.sql", "-- name: insert\nINSERT INTO t\n{query rows}"};
  const EmbeddedSql part = {"queries/b.sql", "-- name: rows\nSELECT {'a': 1}"};
  EXPECT_THAT(parse_queries(std::vector<EmbeddedSql>{whole, part}),
              ElementsAre(Pair("insert", "INSERT INTO t\nSELECT {'a': 1}"),
                          Pair("rows", "SELECT {'a': 1}")));
  EXPECT_THAT(refusal({whole}), HasSubstr("no part for '{query rows}'"));
  EXPECT_THAT(refusal({{"queries/c.sql", "-- name: loop\n{query loop}"}}), HasSubstr("no part"));
}

TEST(Queries, ThoseOfTheProgramAreFound) { EXPECT_TRUE(queries().contains("used_timezones")); }

}  // namespace
}  // namespace eros::store
