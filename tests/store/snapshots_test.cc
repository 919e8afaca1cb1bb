#include "eros/store/snapshots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "eros/store/duckdb_engine.h"
#include "store/scratch.h"

namespace eros::store {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

const base::Instant noon =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 17) + base::hours(20);

class Snapshots : public ::testing::Test {
 protected:
  Store open() { return Store::open(path_, {.create = true, .external_access = true}); }
  static void run(Store& store, const std::string& sql) {
    as_duckdb(store.engine(), "a test").run_script(sql);
  }
  static std::int64_t count(Store& store, const std::string& table) {
    const auto rows =
        as_duckdb(store.engine(), "a test").query_text("SELECT count(*) FROM " + table);
    rows->next();
    return rows->integer(0);
  }
  static void add_page(Store& store, const std::string& name) {
    run(store, "INSERT INTO creators (page_name, created_at, updated_at) VALUES ('" + name +
                   "', TIMESTAMP '2026-01-01', TIMESTAMP '2026-01-01')");
  }
  static void add_schedule(Store& store, const std::string& id) {
    run(store,
        "INSERT INTO schedule_recommendations (schedule_id, page_name, created_at, week_start, "
        "schedule_json, total_messages, total_ppvs, total_bumps, saturation_zone, account_size, "
        "timezone, status) VALUES ('" +
            id +
            "', 'a', TIMESTAMP '2026-01-01', DATE '2026-01-05', "
            "'{}', 1, 1, 0, 'GREEN', 'SMALL', 'UTC', 'draft'); "
            "INSERT INTO active_caption_assignments (assignment_key, caption_id, caption_key, "
            "page_name, "
            "schedule_id, scheduled_send_date, scheduled_send_hour, assigned_at, expires_at) "
            "VALUES "
            "('1|a|" +
            id + "', 1, 'k', 'a', '" + id +
            "', DATE '2026-01-05', 10, "
            "TIMESTAMP '2026-01-01', TIMESTAMP '2026-01-12')");
  }

  testing::Scratch folder_;
  std::string path_ = folder_.file("it's a store.duckdb");
};

TEST_F(Snapshots, AreNamedByTheMoment) { EXPECT_EQ(snapshot_name(noon), "20261117_200000"); }

TEST_F(Snapshots, AFreeNameIsNumbered) {
  const std::vector<Snapshot> there = {{"noon", {}, 0}, {"noon_2", {}, 0}, {"noon_4", {}, 0}};
  EXPECT_EQ(free_snapshot_name(there, "noon"), "noon_3");
  EXPECT_EQ(free_snapshot_name(there, "night"), "night");
}

TEST_F(Snapshots, WhatCameLaterIsGoneAfterARestore) {
  auto store = open();
  add_page(store, "a");
  add_page(store, "b");
  EXPECT_GT(take_snapshot(store, "before").bytes, 0);
  run(store,
      "UPDATE creators SET timezone = 'UTC' WHERE page_name = 'a'; "
      "DELETE FROM creators WHERE page_name = 'b'");
  add_page(store, "c");
  EXPECT_THAT(restore_snapshot(store, "before", {}, noon), Contains("creators"));
  std::vector<std::string> pages;
  for (const auto& page : store.pages()) pages.push_back(page.page_name + " " + page.timezone);
  EXPECT_THAT(pages, ElementsAre("a America/Los_Angeles", "b America/Los_Angeles"));
  // And a second time.
  restore_snapshot(store, "before", {}, noon);
  EXPECT_EQ(store.pages().size(), 2U);
}

TEST_F(Snapshots, PagesComeBackWithTheOffsetsOfTheirZones) {
  auto store = open();
  add_page(store, "a");
  const auto move_to = [&store](const std::string& zone) {
    run(store, "UPDATE creators SET timezone = '" + zone + "' WHERE page_name = 'a'");
    store.ensure_zones();
  };
  move_to("America/New_York");
  take_snapshot(store, "before");
  move_to("UTC");
  ASSERT_EQ(count(store, "zone_offsets WHERE timezone = 'America/New_York'"), 0);
  restore_snapshot(store, "before", {"creators"}, noon);
  EXPECT_GT(count(store, "zone_offsets WHERE timezone = 'America/New_York'"), 0);
}

TEST_F(Snapshots, AreListedNewestFirst) {
  auto store = open();
  EXPECT_THAT(snapshots(store), IsEmpty());
  take_snapshot(store, "one");
  take_snapshot(store, "two");
  std::vector<std::string> names;
  for (const auto& snapshot : snapshots(store)) names.push_back(snapshot.name);
  EXPECT_THAT(names, ElementsAre("two", "one"));
}

TEST_F(Snapshots, ASchedulesTablesGoBackTogether) {
  auto store = open();
  add_page(store, "a");
  add_schedule(store, "s1");
  take_snapshot(store, "before");
  add_schedule(store, "s2");
  add_page(store, "b");
  EXPECT_THAT(
      restore_snapshot(store, "before", {"schedule_recommendations"}, noon),
      ElementsAre("active_caption_assignments", "schedule_messages", "schedule_recommendations"));
  EXPECT_EQ(count(store, "schedule_recommendations"), 1);
  EXPECT_EQ(count(store, "active_caption_assignments"), 1);
  EXPECT_EQ(count(store, "creators"), 2) << "was not asked for";
}

TEST_F(Snapshots, TheAuditLogIsNeverTakenBack) {
  auto store = open();
  take_snapshot(store, "before");
  run(store, "INSERT INTO audit_log (logged_at, action) VALUES (TIMESTAMP '2026-01-01', 'x')");
  EXPECT_THAT(restore_snapshot(store, "before", {}, noon), Not(Contains("audit_log")));
  EXPECT_EQ(count(store, "audit_log WHERE action = 'x'"), 1);
  EXPECT_EQ(count(store, "audit_log WHERE action = 'restore' AND object_id = 'before'"), 1);
}

TEST_F(Snapshots, BadNamesAreRefused) {
  auto store = open();
  take_snapshot(store, "one");
  EXPECT_THROW(take_snapshot(store, "one"), base::Error) << "taken";
  EXPECT_THROW(take_snapshot(store, "../one"), base::Error);
  EXPECT_THROW(restore_snapshot(store, "two", {}, noon), base::Error);
  EXPECT_THROW(restore_snapshot(store, "one", {"no_table"}, noon), base::Error);
  EXPECT_THROW(restore_snapshot(store, "one", {"audit_log"}, noon), base::Error);
}

TEST_F(Snapshots, ARestoreThatFailsChangesNothing) {
  auto store = open();
  add_page(store, "a");
  take_snapshot(store, "before");
  run(store,
      "DELETE FROM creators; ALTER TABLE creators ADD COLUMN needed INTEGER DEFAULT 1; "
      "ALTER TABLE creators ALTER COLUMN needed SET NOT NULL; "
      "ALTER TABLE creators ALTER COLUMN needed DROP DEFAULT");
  EXPECT_THROW(restore_snapshot(store, "before", {}, noon), base::Error);
  EXPECT_EQ(count(store, "creators"), 0);
}

TEST_F(Snapshots, ABackupIsAStoreOfItsOwn) {
  {
    auto store = open();
    add_page(store, "a");
    take_snapshot(store, "before");
  }
  auto copy = Store::open(path_ + ".backups/before.duckdb", {});
  EXPECT_EQ(copy.pages().size(), 1U);
}

}  // namespace
}  // namespace eros::store
