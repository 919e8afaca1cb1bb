// Backups on BigQuery: the engine over HTTP against the fake of the service, whose table snapshots
// are copies under the documented rules.
#include "eros/store/bigquery/snapshots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>

#include "eros/base/error.h"
#include "fake_bigquery/fake_agency.h"
#include "store/sample_store.h"

namespace eros::store {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using testing::FakeFaults;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::monday;
using testing::noon;
using ::testing::Not;
using testing::sample_schedule;

class Agency : public testing::FakeAgency {
 public:
  explicit Agency(const FakeFaults& faults = {}, unsigned seed = 1) : FakeAgency(faults, seed) {
    add_pages(3);
    add("first", 1);
  }
  // A week of the schedule `id`, with two captions from `caption` on.
  void add(const std::string& id, int caption) {
    auto store = connect();
    const auto week = sample_schedule("page_" + id, id, monday, {{caption, 0}, {caption + 1, 3}});
    EXPECT_TRUE(store.commit(std::span(&week, 1), model::LockScope::agency, false).is_stored());
  }
  // Of each table that may be restored, its rows as a number.
  std::map<std::string, std::int64_t> rows() {
    auto store = connect();
    std::map<std::string, std::int64_t> sums;
    for (const auto& table : tables_to_restore({}, store)) {
      sums[table] = number(
          "SELECT CAST(coalesce(sum(CAST(hash(t) AS HUGEINT)), 0) % 1000000007 AS "
          "BIGINT) FROM " +
          table + " AS t");
    }
    return sums;
  }
  std::int64_t pieces(const std::string& name) {
    return number("SELECT count(*) FROM duckdb_tables() WHERE starts_with(table_name, 'backup_" +
                  name + "__')");
  }
};

std::vector<std::string> names(Store& store) {
  std::vector<std::string> list;
  for (const auto& snapshot : snapshots(store)) list.push_back(snapshot.name);
  return list;
}

// What `run` threw: "MESSAGE\nHINT", and its code.
template <typename Run>
std::pair<base::ErrorCode, std::string> error_of(Run run) {
  try {
    run();
  } catch (const base::Error& error) {
    return {error.code(), std::string(error.what()) + "\n" + error.hint()};
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

TEST(BigQuerySnapshots, AreOfOneMomentAndTheMarkComesLast) {
  const auto script = bigquery::take_script({"creators", "mass_messages"}, "`p`.d", "x", noon);
  EXPECT_EQ(bigquery::claim_script({"a", "creators"}, "`p`.d", "x", noon),
            "CREATE SNAPSHOT TABLE `p`.d.backup_x__a CLONE `p`.d.a FOR SYSTEM_TIME AS OF TIMESTAMP "
            "'2026-11-17T20:00:00.000000Z';\n");
  EXPECT_EQ(script,
            "CREATE SNAPSHOT TABLE IF NOT EXISTS `p`.d.backup_x__mass_messages CLONE "
            "`p`.d.mass_messages FOR SYSTEM_TIME AS OF TIMESTAMP '2026-11-17T20:00:00.000000Z';\n"
            "CREATE SNAPSHOT TABLE IF NOT EXISTS `p`.d.backup_x__creators CLONE `p`.d.creators FOR "
            "SYSTEM_TIME AS OF TIMESTAMP '2026-11-17T20:00:00.000000Z';\n");
}

TEST(BigQuerySnapshots, WhatCameLaterIsGoneAfterARestore) {
  Agency agency;
  auto store = agency.connect();
  EXPECT_THAT(names(store), IsEmpty());
  const auto before = agency.rows();
  take_snapshot(store, "monday");
  agency.add("second", 11);
  agency.fake.warehouse().run_script(
      "UPDATE creators SET timezone = 'UTC'; DELETE FROM zone_offsets;"
      "INSERT INTO mass_messages (row_id, page_name) VALUES ('r', 'page_0000')");
  EXPECT_NE(agency.rows(), before);
  EXPECT_THAT(restore_snapshot(store, "monday", {}, noon),
              AllOf(Contains("creators"), Contains("mass_messages"), Not(Contains("audit_log"))));
  EXPECT_EQ(agency.rows(), before);
  EXPECT_EQ(agency.number("SELECT count(*) FROM audit_log WHERE action = 'restore' AND "
                          "object_id = 'monday' AND contains(details_json, '\"creators\"')"),
            1);
  // It is as good as it was: a second time, and after another.
  agency.add("third", 21);
  take_snapshot(store, "tuesday");
  EXPECT_THAT(names(store), ElementsAre("tuesday", "monday"));
  restore_snapshot(store, "monday", {}, noon);
  EXPECT_EQ(agency.rows(), before);
  restore_snapshot(store, "tuesday", {}, noon);
  EXPECT_EQ(agency.number("SELECT count(*) FROM schedule_recommendations"), 2);
}

TEST(BigQuerySnapshots, ASchedulesTablesGoBackTogetherAndOthersStay) {
  Agency agency;
  auto store = agency.connect();
  take_snapshot(store, "monday");
  agency.add("second", 11);
  agency.fake.warehouse().run_script("UPDATE creators SET timezone = 'UTC'");
  EXPECT_THAT(
      restore_snapshot(store, "monday", {"active_caption_assignments"}, noon),
      ElementsAre("active_caption_assignments", "schedule_messages", "schedule_recommendations"));
  EXPECT_EQ(agency.number("SELECT count(*) FROM schedule_recommendations"), 1);
  EXPECT_EQ(agency.number("SELECT count(*) FROM schedule_messages"), 2);
  EXPECT_EQ(agency.number("SELECT count(*) FROM active_caption_assignments"), 2);
  EXPECT_EQ(agency.number("SELECT count(*) FROM creators WHERE timezone = 'UTC'"), 3);
}

TEST(BigQuerySnapshots, WhatIsNotThereIsNamed) {
  Agency agency;
  auto store = agency.connect();
  take_snapshot(store, "monday");
  const auto before = agency.rows();
  using Words = ::testing::Matcher<std::string>;
  const auto refuses = [&](const Words& words, const auto& run,
                           base::ErrorCode wanted = base::ErrorCode::usage) {
    const auto [code, text] = error_of(run);
    EXPECT_EQ(code, wanted) << text;
    EXPECT_THAT(text, words);
  };
  refuses(HasSubstr("there is a backup 'monday' already"), [&] { take_snapshot(store, "monday"); });
  refuses(
      AllOf(HasSubstr("no backup 'tuesday'"), HasSubstr("eros backup --list")),
      [&] { restore_snapshot(store, "tuesday", {}, noon); }, base::ErrorCode::failed);
  refuses(HasSubstr("no table 'of_old'"),
          [&] { restore_snapshot(store, "monday", {"of_old"}, noon); });
  refuses(HasSubstr("'audit_log' is never taken back"),
          [&] { restore_snapshot(store, "monday", {"audit_log"}, noon); });
  // A table that came with a later version.
  agency.fake.warehouse().run_script("DROP TABLE backup_monday__taste_effects");
  refuses(AllOf(HasSubstr("no copy of the table 'taste_effects'"), HasSubstr("eros rollback")),
          [&] { restore_snapshot(store, "monday", {}, noon); });
  EXPECT_EQ(agency.rows(), before);
  EXPECT_THAT(restore_snapshot(store, "monday", {"creators"}, noon), ElementsAre("creators"));
}

// A store that an older version deployed, and that lacks a table of this one.
TEST(BigQuerySnapshots, AreTakenOfTheTablesThatAreThere) {
  Agency agency;
  auto store = agency.connect();
  agency.fake.warehouse().run_script("DROP TABLE taste_effects");
  take_snapshot(store, "monday");
  EXPECT_THAT(names(store), ElementsAre("monday"));
  agency.fake.warehouse().run_script("DROP TABLE creators");
  const auto [code, text] = error_of([&] { take_snapshot(store, "tuesday"); });
  EXPECT_EQ(code, base::ErrorCode::failed);
  EXPECT_THAT(text, AllOf(HasSubstr("no table 'creators'"), HasSubstr("eros deploy")));
}

TEST(BigQuerySnapshots, OneThatIsRefusedHalfWaySaysWhatStandsAndIsNoBackup) {
  Agency agency;
  auto store = agency.connect();
  agency.fake.warehouse().snapshots().refuse_copies_of("mass_messages");
  const auto [code, text] = error_of([&] { take_snapshot(store, "monday"); });
  EXPECT_EQ(code, base::ErrorCode::failed);
  const auto copied = agency.pieces("monday");
  EXPECT_GT(copied, 3);
  EXPECT_THAT(text, AllOf(HasSubstr("the backup 'monday' was not made"),
                          HasSubstr("(accessDenied)"), HasSubstr("roles/bigquery.dataEditor"),
                          HasSubstr(std::to_string(copied) + " of "), HasSubstr("no backup")));
  EXPECT_THAT(names(store), IsEmpty());
  const auto again = error_of([&] { take_snapshot(store, "monday"); });
  EXPECT_EQ(again.first, base::ErrorCode::usage);
  EXPECT_THAT(again.second, AllOf(HasSubstr("was cut off"), HasSubstr("backup_monday__*")));
  EXPECT_EQ(error_of([&] { restore_snapshot(store, "monday", {}, noon); }).first,
            base::ErrorCode::failed);
}

// All ask at once whether the name is taken; one of them makes it.
TEST(BigQuerySnapshots, OfTwoOfOneNameAtOnceOneIsMade) {
  Agency agency;
  std::atomic<int> made = 0, refused = 0;
  {
    std::vector<std::jthread> operators;
    for (int i = 0; i < 6; ++i) {
      operators.emplace_back([&] {
        auto store = agency.connect();
        try {
          take_snapshot(store, "monday");
          ++made;
        } catch (const base::Error& error) {
          EXPECT_EQ(error.code(), base::ErrorCode::usage) << error.what();
          ++refused;
        }
      });
    }
  }
  EXPECT_EQ(made, 1);
  EXPECT_EQ(refused, 5);
}

// The job fails between two tables, answers are lost: the script goes on where it stopped.
TEST(BigQuerySnapshots, AreWholeWhateverTheServiceSuffers) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    Agency agency;
    const auto before = agency.rows();
    agency.fake.set_faults({.lost_request = 0.1,
                            .lost_answer = 0.1,
                            .too_many_requests = 0.05,
                            .error_after_taking = 0.05,
                            .token_expired = 0.05,
                            .job_fails = 0.05});
    auto store = agency.connect();
    take_snapshot(store, "monday");
    agency.fake.set_faults({});
    agency.fake.warehouse().run_script("DELETE FROM creators; DELETE FROM schedule_messages");
    restore_snapshot(store, "monday", {}, noon);
    EXPECT_EQ(agency.rows(), before) << seed;
    EXPECT_GT(agency.fake.jobs().at("backup"), 0);
  }
}

TEST(BigQuerySnapshots, ARestoreIsDoneOnceWhateverTheServiceSuffers) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    Agency agency({}, seed);
    auto store = agency.connect();
    const auto before = agency.rows();
    take_snapshot(store, "monday");
    agency.add("second", 11);
    agency.fake.set_faults({.lost_request = 0.1,
                            .lost_answer = 0.1,
                            .error_after_taking = 0.05,
                            .job_fails = 0.1,
                            .aborted = 0.01,
                            .fails_after_commit = 0.3});
    restore_snapshot(store, "monday", {}, noon);
    agency.fake.set_faults({});
    EXPECT_EQ(agency.rows(), before) << seed;
    EXPECT_EQ(agency.number("SELECT count(*) FROM audit_log WHERE action = 'restore'"), 1) << seed;
  }
}

TEST(BigQuerySnapshots, ARestoreThatFailsChangesNothing) {
  Agency agency;
  auto store = agency.connect();
  take_snapshot(store, "monday");
  agency.add("second", 11);
  // Of the last table; all others were emptied and filled before.
  agency.fake.warehouse().run_script("ALTER TABLE zone_offsets ADD COLUMN later VARCHAR");
  const auto before = agency.rows();
  EXPECT_EQ(error_of([&] { restore_snapshot(store, "monday", {}, noon); }).first,
            base::ErrorCode::failed);
  EXPECT_EQ(agency.rows(), before);
  EXPECT_EQ(agency.number("SELECT count(*) FROM audit_log WHERE action = 'restore'"), 0);
}

// Plans are committed while the store goes back, again and again: none is left in part.
TEST(BigQuerySnapshots, ARestoreAndCommitsAtOnceLeaveNothingInPart) {
  Agency agency;
  auto store = agency.connect();
  take_snapshot(store, "monday");
  {
    std::vector<std::jthread> planners;
    for (int planner = 0; planner < 4; ++planner) {
      planners.emplace_back([&agency, planner] {
        for (int week = 0; week < 10; ++week) {
          const int number = planner * 10 + week;
          agency.add("s" + std::to_string(number), 100 + 2 * number);
        }
      });
    }
    for (int i = 0; i < 5; ++i) restore_snapshot(store, "monday", {}, noon);
  }
  EXPECT_GT(agency.fake.conflicts(), 0);
  EXPECT_EQ(agency.number("SELECT count(*) FROM schedule_recommendations AS s WHERE "
                          "(SELECT count(*) FROM schedule_messages AS m WHERE m.schedule_id = "
                          "s.schedule_id) <> 2 OR (SELECT count(*) FROM "
                          "active_caption_assignments AS l WHERE l.schedule_id = s.schedule_id) "
                          "<> 2"),
            0);
  EXPECT_EQ(agency.number("SELECT count(*) FROM active_caption_assignments WHERE schedule_id NOT "
                          "IN (SELECT schedule_id FROM schedule_recommendations)"),
            0);
  EXPECT_EQ(agency.number("SELECT count(*) FROM audit_log WHERE action = 'restore'"), 5);
}

}  // namespace
}  // namespace eros::store
