// How an import's rows are brought into a table in BigQuery: the statements, run by DuckDB.
#include "eros/store/bigquery/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "fake_bigquery/to_duckdb.h"
#include "store/sample_store.h"

namespace eros::store::bigquery {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Merge : public ::testing::Test {
 protected:
  void SetUp() override {
    store_.run(testing::googlesql_functions);
    store_.run(
        "CREATE TABLE things (page VARCHAR, slot BIGINT, colour VARCHAR, price DECIMAL(18,4), "
        "tags VARCHAR[], note VARCHAR, made TIMESTAMP, changed TIMESTAMP);"
        "CREATE TABLE given (record BIGINT, page VARCHAR, slot BIGINT, colour VARCHAR, "
        "price DECIMAL(18,4), tags VARCHAR[]);"
        "CREATE TABLE outcome AS SELECT 0::BIGINT AS record, '' AS outcome, false AS is_written, "
        "t.* "
        "FROM things AS t WHERE false");
  }

  // `note` is not in the file: it stays, and is empty where nothing is stored.
  const MergePlan plan_ = {"things",
                           {MergeKey{"page"}, MergeKey{"slot"}},
                           {{"colour", "", "i.colour"},
                            {"price", "", "i.price"},
                            {"tags", "", "i.tags"},
                            {"note", "''", ""}},
                           {"made"},
                           {"changed"}};

  // Brings these rows in, as of a day; what became of each, by record.
  std::vector<std::string> bring(const std::string& rows, const std::string& day) {
    store_.run("DELETE FROM given; DELETE FROM outcome; INSERT INTO given VALUES " + rows);
    for (const auto& sql : {compare_sql(plan_, "SELECT * FROM given", "outcome"),
                            remove_sql(plan_, "outcome"), store_sql(plan_, "outcome")}) {
      auto text = testing::to_duckdb(sql);
      for (auto at = text.find("$as_of"); at != std::string::npos; at = text.find("$as_of")) {
        text.replace(at, 6, "'" + day + "'");
      }
      store_.run(text);
    }
    return lines("SELECT outcome FROM outcome ORDER BY record");
  }
  std::vector<std::string> lines(const std::string& sql) {
    std::vector<std::string> result;
    const auto rows = as_duckdb(store_->engine(), "a test").query_text(sql);
    while (rows->next()) result.emplace_back(rows->text(0));
    return result;
  }
  std::vector<std::string> things() {
    return lines(
        "SELECT concat_ws(' ', page, slot, coalesce(colour, '-'), coalesce(price::VARCHAR, '-'), "
        "coalesce(tags::VARCHAR, '-'), '<' || note || '>', day(made), day(changed)) "
        "FROM things ORDER BY page, slot");
  }

  testing::SampleStore store_;
};

TEST_F(Merge, NewChangedAndUnchangedRows) {
  EXPECT_THAT(bring("(1, 'a', 1, 'red', 1, ['x']), (2, 'a', 2, NULL, NULL, NULL)", "2026-11-01"),
              ElementsAre("inserted", "inserted"));
  EXPECT_THAT(things(), ElementsAre("a 1 red 1.0000 [x] <> 1 1", "a 2 - - - <> 1 1"));
  store_.run("UPDATE things SET note = 'kept'");
  // The same again; a text where there was none; a page of the same slots.
  EXPECT_THAT(bring("(1, 'a', 1, 'red', 1, ['x']), (2, 'a', 2, '', NULL, NULL), "
                    "(3, 'b', 1, 'red', 1, ['x'])",
                    "2026-11-02"),
              ElementsAre("unchanged", "updated", "inserted"));
  EXPECT_THAT(things(), ElementsAre("a 1 red 1.0000 [x] <kept> 1 1", "a 2  - - <kept> 1 2",
                                    "b 1 red 1.0000 [x] <> 2 2"));
}

TEST_F(Merge, OfAKeyTheLastRowOfAFileStays) {
  EXPECT_THAT(bring("(1, 'a', 1, 'red', 1, NULL), (2, 'a', 1, 'red', 1, NULL), "
                    "(3, 'a', 1, 'blue', 1, NULL), (4, 'a', 1, 'blue', 2, NULL)",
                    "2026-11-01"),
              ElementsAre("inserted", "unchanged", "updated", "updated"));
  EXPECT_THAT(things(), ElementsAre("a 1 blue 2.0000 - <> 1 1"));
  // There and back: each row is told, and nothing is written.
  EXPECT_THAT(bring("(1, 'a', 1, 'red', 2, NULL), (2, 'a', 1, 'blue', 2, NULL)", "2026-11-02"),
              ElementsAre("updated", "updated"));
  EXPECT_THAT(things(), ElementsAre("a 1 blue 2.0000 - <> 1 1"));
}

// Values are held against each other as JSON, so that none runs into its neighbour.
TEST_F(Merge, ValuesDoNotRunTogether) {
  bring("(1, 'a', 1, 'x,\"y', NULL, ['p,q'])", "2026-11-01");
  EXPECT_THAT(bring("(1, 'a', 1, 'x,\"y', NULL, ['p', 'q'])", "2026-11-02"),
              ElementsAre("updated"));
  EXPECT_THAT(bring("(1, 'a', 1, 'null', NULL, ['p', 'q'])", "2026-11-03"), ElementsAre("updated"));
  EXPECT_THAT(bring("(1, 'a', 1, NULL, NULL, ['p', 'q'])", "2026-11-04"), ElementsAre("updated"));
}

TEST_F(Merge, TheOutcomeNamesItsTable) {
  EXPECT_THAT(compare_sql(plan_, "SELECT 1", "`p.d.outcome`"),
              HasSubstr("INSERT INTO `p.d.outcome` (record, outcome, is_written, page, slot, "));
}

}  // namespace
}  // namespace eros::store::bigquery
