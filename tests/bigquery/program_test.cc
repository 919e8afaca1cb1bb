// The program itself, end to end, on a store in BigQuery's emulator.
#include <gtest/gtest.h>

#include "bigquery/emulator.h"
#include "cli/program.h"
#include "eros/orchestrate/demo_agency.h"

namespace eros {
namespace {

using testing::Arguments;
using testing::json_of;

constexpr base::Instant as_of =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 17) + base::hours(20);

// The lines of a CSV text whose place is a multiple of `step`, and the header.
std::string thinned(const std::string& csv, int step) {
  std::istringstream lines(csv);
  std::string line, kept;
  for (int place = 0; std::getline(lines, line); ++place) {
    if (place % step == 0) kept += line + "\n";
  }
  return kept;
}

// A small agency in a dataset that `eros init` makes.
class ProgramOnBigQuery : public ::testing::Test {
 protected:
  void SetUp() override { EROS_NEEDS_EMULATOR(); }

  testing::Outcome eros(Arguments arguments) const {
    const auto* emulator = testing::Emulator::get();  // which lets it rest
    for (const char* more : {"--store", "bigquery://test/agency", "--as-of", "2026-11-17T20:00:00Z",
                             "--format", "json"}) {
      arguments.emplace_back(more);
    }
    return place_.eros(arguments, {.environment = {{"BIGQUERY_EMULATOR_HOST", emulator->host()},
                                                   {"EROS_LEDGER", place_.path("ledger.ndjson")}}});
  }

  testing::Workplace place_;
};

TEST_F(ProgramOnBigQuery, DoesTheMainJob) {
  EXPECT_EQ(eros({"init"}).exit_code, 0);
  const auto agency = orchestrate::make_demo_agency(as_of, 1);
  place_.write("captions.csv", agency.captions_csv);
  place_.write("messages.csv", thinned(agency.messages_csv, 40));
  place_.write("creators.csv", agency.creators_csv);
  for (const char* kind : {"creators", "captions", "messages"}) {
    const auto imported = json_of(eros({"import", kind, std::string(kind) + ".csv"}));
    EXPECT_GT(imported["inserted"], 4) << kind;
    EXPECT_EQ(imported["read"], imported["inserted"]) << kind;
  }
  const auto again = json_of(eros({"import", "messages", "messages.csv"}));
  EXPECT_EQ(again["unchanged"], again["read"]);

  const auto planned =
      json_of(eros({"schedule", "cedar_runs", "--start-date", "2026-11-23", "--output", "w.csv"}));
  EXPECT_TRUE(planned["validation"]["ok"]);
  const std::string id = planned["schedule_id"];
  const auto listed = json_of(eros({"schedules"}));
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0]["schedule_id"], id);
  EXPECT_EQ(json_of(eros({"show", id}))["schedule_id"], id);
  EXPECT_EQ(eros({"export", id, "--to", "csv", "--output", "again.csv"}).exit_code, 0);
  EXPECT_EQ(place_.read("again.csv"), place_.read("w.csv"));

  const auto costs = json_of(eros({"costs", "--by", "statement"}));
  EXPECT_GT(costs.size(), 10U);
  // It has no table snapshots, and says so.
  testing::expect_error(eros({"backup"}), 1, "emulator has no table snapshots");
}

TEST_F(ProgramOnBigQuery, DeploysTwiceAndTestsItself) {
  const auto plan = json_of(eros({"deploy", "--dry-run"}));
  EXPECT_GT(plan.size(), 50U);
  const auto made = json_of(eros({"deploy"}));
  EXPECT_EQ(made["objects"], plan.size());
  for (const auto& test : made["tests"]) EXPECT_NE(test["result"], "failed") << test;
  EXPECT_EQ(json_of(eros({"deploy"}))["objects"], plan.size());
}

}  // namespace
}  // namespace eros
