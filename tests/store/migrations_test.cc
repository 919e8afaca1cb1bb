#include "eros/store/migrations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "eros/base/holidays.h"
#include "eros/store/store.h"
#include "store/scratch.h"

namespace eros::store {
namespace {

using base::Error;
using ::testing::HasSubstr;

const std::vector<EmbeddedSql>& two_files() {
  static const std::vector<EmbeddedSql> files = {
      {"schema/0002_second.sql", "ALTER TABLE t ADD COLUMN j INTEGER; UPDATE t SET j = i + 1"},
      {"queries/some.sql", "-- name: ignored_here\nSELECT 1"},
      {"schema/0001_first.sql", "CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1)"}};
  return files;
}

class Migrations : public ::testing::Test {
 protected:
  testing::Scratch scratch_;
  std::string path_ = scratch_.file("store.duckdb");
  std::unique_ptr<DuckDBEngine> engine_ =
      std::make_unique<DuckDBEngine>(path_, OpenOptions{.create = true});

  std::int64_t number(const std::string& sql) {
    const auto rows = engine_->query_text(sql);
    EXPECT_TRUE(rows->next());
    return rows->integer(0);
  }
  std::string refusal(const std::vector<EmbeddedSql>& files) {
    try {
      migrate(*engine_, parse_migrations(files));
    } catch (const Error& error) {
      return std::string(error.what()) + " | " + error.hint();
    }
    return "";
  }
};

TEST_F(Migrations, AreAppliedInOrderAndOnce) {
  const auto migrations = parse_migrations(two_files());
  EXPECT_EQ(migrate(*engine_, migrations), 2);
  EXPECT_EQ(migrate(*engine_, migrations), 0);
  EXPECT_EQ(number("SELECT count(*) FROM t WHERE j = 2"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM schema_migrations WHERE length(checksum) = 64"), 2);
  EXPECT_FALSE(std::filesystem::exists(path_ + ".wal") &&
               std::filesystem::file_size(path_ + ".wal") > 0);
}

TEST_F(Migrations, AnOlderStoreGetsWhatItLacks) {
  EXPECT_EQ(migrate(*engine_, parse_migrations(std::span(two_files()).subspan(2))), 1);
  EXPECT_EQ(migrate(*engine_, parse_migrations(two_files())), 1);
  EXPECT_EQ(number("SELECT j FROM t"), 2);
}

TEST_F(Migrations, ABrokenOneLeavesNothingOfItself) {
  auto files = two_files();
  files[0].text = "CREATE TABLE half (i INTEGER); INSERT INTO nowhere VALUES (1)";
  EXPECT_NE(refusal(files), "");
  EXPECT_EQ(number("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'half'"), 0);
  EXPECT_EQ(number("SELECT max(version) FROM schema_migrations"), 1);
  EXPECT_EQ(migrate(*engine_, parse_migrations(two_files())), 1);
}

TEST_F(Migrations, ANewerStoreIsRefused) {
  migrate(*engine_, parse_migrations(two_files()));
  const auto said = refusal({two_files()[2]});
  EXPECT_THAT(said, HasSubstr("newer version"));
  EXPECT_THAT(said, HasSubstr("Update this program"));
}

TEST_F(Migrations, AChangedMigrationIsRefused) {
  migrate(*engine_, parse_migrations(two_files()));
  auto files = two_files();
  files[2].text = "CREATE TABLE t (i BIGINT)";
  EXPECT_THAT(refusal(files), HasSubstr("differs"));
}

TEST_F(Migrations, AForeignDatabaseIsLeftAlone) {
  engine_->run_script("CREATE TABLE invoices (i INTEGER)");
  EXPECT_THAT(refusal(two_files()), HasSubstr("not one of EROS"));
  EXPECT_EQ(number("SELECT count(*) FROM duckdb_tables()"), 1);
}

TEST(ParseMigrations, RefusesBadNamesAndTwins) {
  for (const auto* path : {"schema/first.sql", "schema/1_first.sql", "schema/0000_x.sql",
                           "schema/0001first.sql", "schema/0001_first.txt", "schema/"}) {
    EXPECT_THROW(parse_migrations(std::vector<EmbeddedSql>{{path, "SELECT 1"}}), Error) << path;
  }
  EXPECT_THROW(parse_migrations(std::vector<EmbeddedSql>{{"schema/0001_a.sql", "SELECT 1"},
                                                         {"schema/0001_b.sql", "SELECT 1"}}),
               Error);
}

TEST(StoreOpen, MakesAWholeStoreAndOpensItAgain) {
  const testing::Scratch scratch;
  const auto path = scratch.file("store.duckdb");
  const auto count = [](Store& store, const std::string& from) {
    const auto rows =
        as_duckdb(store.engine(), "a test").query_text("SELECT count(*) FROM " + from);
    return rows->next() ? rows->integer(0) : -1;
  };
  EXPECT_THROW(Store::open(path, {}), Error);
  for (int round = 0; round < 2; ++round) {
    auto store = Store::open(path, {.create = round == 0});
    EXPECT_EQ(count(store, "holiday_calendar"), 21 * 20);
    EXPECT_EQ(count(store, "writer_guard"), 1);
    EXPECT_EQ(count(store, "schedule_recommendations_messages"), 0);
    EXPECT_EQ(count(store, "schedule_recommendations_with_messages"), 0);
    EXPECT_EQ(count(store, "latest_recommendations"), 0);
    EXPECT_EQ(count(store, "active_creator_caption_restrictions_v"), 0);
    // 46 years of two changes each, and the offset that 2000 began with.
    EXPECT_GT(count(store, "zone_offsets WHERE timezone = 'America/Los_Angeles'"), 70);
  }
  EXPECT_FALSE(std::filesystem::exists(path + ".wal"));
}

TEST(StoreOpen, RefusesALocationOfAnotherKind) {
  try {
    Store::open("postgres://server/database", {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), base::ErrorCode::usage);
  }
}

TEST(EnsureZones, FollowsTheCreators) {
  const testing::Scratch scratch;
  auto store = Store::open(scratch.file("store.duckdb"), {.create = true});
  auto& engine = as_duckdb(store.engine(), "a test");
  engine.execute_text(
      "INSERT INTO creators (page_name, timezone, created_at, updated_at) VALUES "
      "('a', 'Europe/Berlin', now()::TIMESTAMP, now()::TIMESTAMP)");
  store.ensure_zones();
  store.ensure_zones();
  // Local midnight of 2026-07-01 and of 2026-12-01 in Berlin; no instant has two offsets.
  const auto rows = engine.query_text(
      "SELECT CAST(list(offset_seconds ORDER BY t) AS VARCHAR) FROM zone_offsets, (VALUES "
      "(TIMESTAMP '2026-06-30 22:00:00'), (TIMESTAMP '2026-11-30 23:00:00')) AS v(t) "
      "WHERE timezone = 'Europe/Berlin' AND t >= utc_from AND t < utc_to");
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->text(0), "[7200, 3600]");
  const auto gaps = engine.query_text(
      "SELECT count(*) FROM (SELECT utc_to, lead(utc_from) OVER (PARTITION BY timezone ORDER BY "
      "utc_from) AS next_from FROM zone_offsets) WHERE next_from <> utc_to");
  ASSERT_TRUE(gaps->next());
  EXPECT_EQ(gaps->integer(0), 0);
}

}  // namespace
}  // namespace eros::store
