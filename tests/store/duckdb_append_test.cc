// Rows written by the appender, as a commit writes them: steps of a transaction.
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "eros/store/duckdb_engine.h"
#include "eros/store/store.h"
#include "store/scratch.h"

namespace eros::store {
namespace {

using base::Error;

class DuckDBAppend : public ::testing::Test {
 protected:
  testing::Scratch scratch_;
  DuckDBEngine engine_{scratch_.file("store.duckdb"), {.create = true}};
};

TEST_F(DuckDBAppend, WritesRecordsOfEveryType) {
  engine_.run_script(
      "CREATE TABLE t (a BOOLEAN, b INTEGER, c DECIMAL(18,4), d DOUBLE, e VARCHAR, f TIMESTAMP, "
      "g DATE)");
  const base::LocalDay day{std::chrono::local_days(std::chrono::year(2026) / 11 / 23)};
  const base::Instant at{base::microseconds(1'795'000'000'123'456)};
  const std::monostate null;
  const Records records{
      "t",
      {"a", "b", "c", "d", "e", "f", "g"},
      {{true, std::int64_t{-7}, std::int64_t{25}, 0.1, std::string("a 'quoted' one"), at, day},
       {null, null, null, null, null, null, null}}};
  const std::vector<Step> steps = {{.records = &records}};
  EXPECT_EQ(engine_.run_atomically(steps), nullptr);
  const auto rows = engine_.query_text("SELECT * FROM t ORDER BY a");
  ASSERT_TRUE(rows->next());
  EXPECT_TRUE(rows->flag(0));
  EXPECT_EQ(rows->integer(1), -7);
  EXPECT_EQ(rows->money(2), base::Money::whole(25));
  EXPECT_EQ(rows->real(3), 0.1);
  EXPECT_EQ(rows->text(4), "a 'quoted' one");
  EXPECT_EQ(rows->instant(5), at);
  EXPECT_EQ(rows->day(6), day);
  ASSERT_TRUE(rows->next());
  for (int column = 0; column < 7; ++column) EXPECT_TRUE(rows->is_null(column));
}

TEST_F(DuckDBAppend, RefusedRecordsUndoTheTransaction) {
  engine_.run_script("CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE u (id INTEGER)");
  const Records first{"u", {"id"}, {{std::int64_t{1}}}};
  for (const Records& refused : {Records{"t", {"id"}, {{std::int64_t{1}}, {std::int64_t{1}}}},
                                 Records{"t", {"id"}, {{std::string("no number")}}},
                                 Records{"nowhere", {"id"}, {{std::int64_t{1}}}}}) {
    const std::vector<Step> steps = {{.records = &first}, {.records = &refused}};
    EXPECT_THROW(engine_.run_atomically(steps), Error);
    const auto rows = engine_.query_text("SELECT count(*) FROM u");
    ASSERT_TRUE(rows->next());
    EXPECT_EQ(rows->integer(0), 0);
  }
}

}  // namespace
}  // namespace eros::store
