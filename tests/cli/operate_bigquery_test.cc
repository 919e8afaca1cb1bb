// Backup, restore, rollback and deploy on BigQuery, and a store that is not there: the program
// itself, over HTTP, against the fake of the service.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <thread>

#include "cli/program.h"
#include "fake_bigquery/fake_agency.h"
#include "fake_bigquery/http_server.h"
#include "google/key_file.h"

namespace eros::testing {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class OperateOnBigQuery : public ::testing::Test {
 protected:
  OperateOnBigQuery() {
    agency_.add_pages(2);
    agency_.add_messages(60);
  }
  Outcome eros(Arguments arguments, std::string store = "") const {
    if (store.empty()) store = agency_.fake.location();
    for (const std::string& more : {std::string("--store"), store, std::string("--as-of"),
                                    std::string("2026-11-17T20:00:00Z")}) {
      arguments.push_back(more);
    }
    return place_.eros(arguments, {.environment = {{"EROS_LEDGER", place_.path("ledger")}}});
  }
  json eros_json(Arguments arguments) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    return json_of(eros(arguments));
  }
  std::string plan(const std::string& page) const {
    return eros_json({"schedule", page, "--start-date", "2026-11-23", "--output", page + ".csv"})
        .at("schedule_id");
  }
  std::int64_t schedules() {
    return agency_.number("SELECT count(*) FROM schedule_recommendations");
  }
  // Schedules, messages and locks that lack one of the others.
  std::int64_t parted() {
    return agency_.number(
        "SELECT count(*) FROM (SELECT DISTINCT schedule_id FROM schedule_recommendations) AS s "
        "FULL JOIN (SELECT DISTINCT schedule_id FROM schedule_messages) AS m USING (schedule_id) "
        "FULL JOIN (SELECT DISTINCT schedule_id FROM active_caption_assignments) AS l USING "
        "(schedule_id) WHERE s.schedule_id IS NULL OR m.schedule_id IS NULL OR l.schedule_id IS "
        "NULL");
  }

  FakeAgency agency_;
  Workplace place_;
};

TEST_F(OperateOnBigQuery, ABackupBringsBackWhatWasChanged) {
  const auto id = plan("page_0000");
  const auto shown = eros({"show", id, "--format", "json"});
  EXPECT_EQ(eros_json({"backup", "--name", "monday"})["name"], "monday");
  EXPECT_EQ(eros_json({"backup", "--list"})[0]["name"], "monday");
  agency_.fake.warehouse().run_script(
      "DELETE FROM caption_bank; UPDATE creators SET timezone = 'UTC';"
      "DELETE FROM schedule_messages");
  EXPECT_NE(eros({"show", id, "--format", "json"}).out, shown.out);

  const auto restored = eros({"restore", "monday"});
  EXPECT_EQ(restored.exit_code, 0) << restored.err;
  EXPECT_THAT(restored.out, HasSubstr("from monday"));
  EXPECT_EQ(eros({"show", id, "--format", "json"}).out, shown.out);
  EXPECT_EQ(agency_.number("SELECT count(*) FROM caption_bank"), 4000);
}

TEST_F(OperateOnBigQuery, ARollbackTakesPlansAndLocksBackTogetherAndCanItselfBeTakenBack) {
  plan("page_0000");
  EXPECT_EQ(eros({"backup", "--name", "monday"}).exit_code, 0);
  plan("page_0001");
  EXPECT_EQ(schedules(), 2);

  const auto back = eros_json({"rollback", "schedule_messages"});
  EXPECT_EQ(back["to"], "monday") << "the newest";
  EXPECT_EQ(back["tables"].size(), 3U);
  ASSERT_EQ(back["tests"].size(), 10U);
  for (const auto& test : back["tests"]) EXPECT_NE(test["result"], "failed") << test;
  EXPECT_EQ(schedules(), 1);
  EXPECT_EQ(parted(), 0);

  EXPECT_EQ(eros({"restore", back["before"]}).exit_code, 0);
  EXPECT_EQ(schedules(), 2);
  EXPECT_EQ(parted(), 0);
}

TEST_F(OperateOnBigQuery, WhatIsNotThereIsNamedAndNothingIsBackedUpForIt) {
  expect_error(eros({"rollback"}), 5, "no backup to go back to");
  EXPECT_EQ(eros({"backup", "--name", "monday"}).exit_code, 0);
  expect_error(eros({"backup", "--name", "monday"}), 2, "a backup 'monday' already");
  expect_error(eros({"backup", "--name", "Monday!"}), 2, "cannot be the name of a backup");
  expect_error(eros({"restore", "tuesday"}), 1, "no backup 'tuesday'");
  expect_error(eros({"rollback", "--to", "tuesday"}), 1, "no backup 'tuesday'");
  expect_error(eros({"rollback", "captions_of_old"}), 2, "no table 'captions_of_old'");
  expect_error(eros({"rollback", "audit_log"}), 2, "never taken back");
  EXPECT_EQ(eros_json({"backup", "--list"}).size(), 1U);
}

TEST_F(OperateOnBigQuery, ABackupThatIsRefusedHalfWaySaysWhatStands) {
  agency_.fake.warehouse().snapshots().refuse_copies_of("mass_messages");
  const auto refused = eros({"backup", "--name", "monday"});
  expect_error(refused, 1, "(accessDenied)");
  EXPECT_THAT(refused.err, AllOf(HasSubstr("roles/bigquery.dataEditor on the dataset"),
                                 HasSubstr("tables were copied, as backup_monday__*")));
  EXPECT_EQ(eros({"backup", "--list"}).out, "No backups.\n");
}

TEST_F(OperateOnBigQuery, DeployingBacksUpWhatIsThere) {
  const auto again = eros_json({"deploy"});
  EXPECT_EQ(again["backup"], "before_deploy_20261117_200000");
  EXPECT_EQ(eros_json({"backup", "--list"})[0]["name"], again["backup"]);
}

TEST_F(OperateOnBigQuery, DeployingMakesTheDatasetWhereThereIsNone) {
  agency_.fake.hide_dataset();
  const auto first = eros({"deploy", "--format", "json"}, agency_.fake.location() + "&location=EU");
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(json_of(first)["backup"], "");
}

TEST_F(OperateOnBigQuery, AWrongProjectOrDatasetIsToldWithGooglesReasonAndWhatToDo) {
  const auto elsewhere = agency_.fake.location("no-such-project");
  for (const Arguments& command :
       {Arguments{"schedules"}, Arguments{"schedule", "page_0000"}, Arguments{"backup"},
        Arguments{"restore", "monday"}, Arguments{"rollback"}, Arguments{"deploy"},
        Arguments{"smoke"}, Arguments{"init"}, Arguments{"costs", "--estimate"}}) {
    const auto refused = eros(command, elsewhere);
    expect_error(refused, 1, "no-such-project");
    EXPECT_THAT(refused.err, AllOf(HasSubstr("(accessDenied)"), HasSubstr("roles/bigquery.jobUser"),
                                   HasSubstr("does not exist")))
        << command.front();
  }
  const auto missing = eros({"schedules"}, agency_.fake.location("fake", "no_dataset"));
  expect_error(missing, 1, "Not found: Dataset fake:no_dataset was not found in location US");
  EXPECT_THAT(missing.err, AllOf(HasSubstr("(notFound)"), HasSubstr("eros deploy")));
  EXPECT_THAT(eros({"schedules"}, agency_.fake.location() + "&location=asia").err,
              HasSubstr("was not found in location asia"));
}

// A service whose job does not end by itself.
TEST(InterruptedOnBigQuery, TheJobIsAskedToStopAndNobodyIsToldThatItIsUndone) {
  const Workplace place;
  std::atomic<bool> waits = false, was_cancelled = false;
  const HttpServer server([&](const ServedRequest& request) -> std::optional<ServedAnswer> {
    const auto has = [&](const char* part) {
      return request.target.find(part) != std::string::npos;
    };
    if (has("/token")) return ServedAnswer{200, R"({"access_token": "t", "expires_in": 3600})"};
    if (has("/cancel")) {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      was_cancelled = true;
    }
    if (has("/queries/")) {
      waits = true;
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      return ServedAnswer{200, R"({"jobComplete": false})"};
    }
    return ServedAnswer{200, R"({"status": {"state": "RUNNING"}})"};
  });
  place.write("key.json", KeyFile(server.url() + "/token").json());
  auto running = place.start({"schedules", "--store",
                              "bigquery://fake/eros?location=EU&endpoint=" + server.url() +
                                  "&key_file=" + place.path("key.json")});
  while (!waits) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  running.send(SIGINT);
  const auto outcome = running.wait();
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(was_cancelled);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("interrupted; a job that BigQuery has begun may still"),
                                 HasSubstr("was asked to stop"), Not(HasSubstr("nothing"))));
}

}  // namespace
}  // namespace eros::testing
