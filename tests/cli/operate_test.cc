// Backup, restore, rollback, smoke and costs, as an operator meets them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> schedules_of(const Workplace& place) {
  return rows_of(place, "schedule_id, status", "schedule_recommendations ORDER BY 1");
}

TEST(Operate, SmokePassesAndChangesNothing) {
  const SampleAgency agency;
  agency.plan("cedar_runs", "2026-11-23");
  const auto before = schedules_of(agency);
  const Outcome outcome = agency.eros(at_noon({"smoke", "--format", "json"}));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const json tests = json_of(outcome)["tests"];
  ASSERT_EQ(tests.size(), 10);
  for (const json& test : tests) EXPECT_EQ(test["result"], "passed") << test;
  EXPECT_EQ(schedules_of(agency), before);
}

TEST(Operate, SmokeHasNothingToDoInAnEmptyStore) {
  const Workplace place;
  ASSERT_EQ(place.eros({"init"}).exit_code, 0);
  EXPECT_EQ(place.eros(at_noon({"smoke"})).exit_code, 5);
}

TEST(Operate, ABackupBringsBackALostStore) {
  const SampleAgency agency;
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  const Outcome shown = agency.eros(at_noon({"show", id, "--format", "json"}));
  ASSERT_EQ(agency.eros(at_noon({"backup", "--name", "monday"})).exit_code, 0);
  ASSERT_EQ(std::remove(agency.path("eros.duckdb").c_str()), 0);

  EXPECT_EQ(agency.eros(at_noon({"restore", "monday"})).exit_code, 0);
  EXPECT_EQ(agency.eros(at_noon({"show", id, "--format", "json"})).out, shown.out);
  expect_sound(agency);
}

TEST(Operate, ARollbackTakesPlansAndLocksBackTogetherAndCanItselfBeTakenBack) {
  const SampleAgency agency;
  const std::string kept = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  ASSERT_EQ(agency.eros(at_noon({"backup", "--name", "monday"})).exit_code, 0);
  agency.plan("acorn_bakery", "2026-11-23");
  const auto both = schedules_of(agency);
  ASSERT_EQ(both.size(), 2);

  const json back = json_of(agency.eros(
      at_noon({"rollback", "active_caption_assignments", "--to", "monday", "--format", "json"})));
  EXPECT_THAT(schedules_of(agency), ElementsAre(kept + "|draft"))
      << "a lock's schedule goes back with it";
  expect_sound(agency);

  const std::string before = back["before"];
  ASSERT_EQ(agency.eros(at_noon({"restore", before})).exit_code, 0);
  EXPECT_EQ(schedules_of(agency), both);
  expect_sound(agency);
}

TEST(Operate, AMistypedStoreIsNotMadeByRestore) {
  const SampleAgency agency;
  ASSERT_EQ(agency.eros(at_noon({"backup", "--name", "monday"})).exit_code, 0);
  expect_error(agency.eros(at_noon({"restore", "monday", "--store", "lost.duckdb"})), 1,
               "lost.duckdb");
  EXPECT_FALSE(agency.has("lost.duckdb"));
}

TEST(Operate, AFolderThatTakesNoFileIsNamed) {
  const SampleAgency agency;
  const auto block = [&agency](const char* name) {
    std::filesystem::create_directories(agency.path("eros.duckdb.backups/" + std::string(name)) +
                                        "/taken");
  };
  block("monday.duckdb.unfinished");
  expect_error(agency.eros(at_noon({"backup", "--name", "monday"})), 1, "eros.duckdb.backups");
  ASSERT_EQ(agency.eros(at_noon({"backup", "--name", "tuesday"})).exit_code, 0);
  block("tuesday.duckdb.restoring");
  expect_error(agency.eros(at_noon({"restore", "tuesday"})), 1, "eros.duckdb.backups");
}

TEST(Operate, WhatIsNotThereIsNamed) {
  const SampleAgency agency;
  expect_error(agency.eros(at_noon({"restore", "tuesday"})), 1, "tuesday");
  expect_error(agency.eros(at_noon({"rollback", "--to", "tuesday"})), 1, "tuesday");
  ASSERT_EQ(agency.eros(at_noon({"backup", "--name", "monday"})).exit_code, 0);
  expect_error(agency.eros(at_noon({"backup", "--name", "monday"})), 2, "monday");
  expect_error(agency.eros(at_noon({"backup", "--name", "../monday"})), 2, "../monday");
  expect_error(agency.eros(at_noon({"rollback", "captions_of_old"})), 2, "captions_of_old");
  expect_error(agency.eros(at_noon({"rollback", "audit_log"})), 2, "audit_log");
  const std::string advice = agency.eros(at_noon({"rollback", "captions_of_old"})).err;
  EXPECT_THAT(advice, HasSubstr("caption_bank"));
  for (const char* refused : {"audit_log", "schema_migrations", "writer_guard"}) {
    EXPECT_THAT(advice, Not(HasSubstr(std::string(" ") + refused)));
  }
}

TEST(Operate, ASecondBackupOfOneMomentGetsANameOfItsOwn) {
  const Workplace place;
  ASSERT_EQ(place.eros({"init"}).exit_code, 0);
  for (const char* name : {"20261117_200000", "20261117_200000_2", "20261117_200000_3"}) {
    EXPECT_EQ(json_of(place.eros(at_noon({"backup", "--format", "json"})))["name"], name);
  }
}

TEST(Operate, ADuckDBStoreCostsNothing) {
  const SampleAgency agency;
  EXPECT_EQ(agency.eros(at_noon({"costs", "--format", "json"})).out, "[]\n");
  expect_error(agency.eros(at_noon({"deploy"})), 2, "BigQuery");
}

}  // namespace
}  // namespace eros::testing
