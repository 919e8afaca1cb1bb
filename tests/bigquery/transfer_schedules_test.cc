// Bodies and paths against the service's own description of itself (its discovery document), which
// ./run test brings from PyPI.
#include "eros/store/bigquery/transfer_schedules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "bigquery/emulator.h"
#include "eros/base/calendar.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

#define EROS_NEEDS_DISCOVERY(document)                                                    \
  const auto path = testing::bigquery_tool("bigquerydatatransfer.v1.json");               \
  if (!path) {                                                                            \
    ASSERT_EQ(std::getenv("CI"), nullptr) << "CI needs the discovery document";           \
    GTEST_SKIP() << "build/tools/bigquerydatatransfer.v1.json is not there (./run test)"; \
  }                                                                                       \
  std::ifstream file(*path);                                                              \
  const json document = json::parse(file);

TEST(TransferSchedules, BodiesHaveTheFieldsOfATransferConfig) {
  EROS_NEEDS_DISCOVERY(document);
  const auto& fields = document.at("schemas").at("TransferConfig").at("properties");
  const std::map<std::string, std::string> types = {{"displayName", "string"},
                                                    {"dataSourceId", "string"},
                                                    {"schedule", "string"},
                                                    {"params", "object"}};
  for (const auto& query : scheduled_queries("`a-project`.eros")) {
    const json config = transfer_config(query);
    for (const auto& [name, value] : config.items()) {
      ASSERT_TRUE(fields.contains(name)) << name;
      EXPECT_EQ(fields[name]["type"], types.at(name));
      EXPECT_EQ(value.type_name(), types.at(name));
    }
  }
  std::istringstream patched(patched_fields);
  for (std::string name; std::getline(patched, name, ',');) EXPECT_TRUE(fields.contains(name));
}

TEST(TransferSchedules, PathsAndParametersAreTheServices) {
  EROS_NEEDS_DISCOVERY(document);
  const auto& methods = document["resources"]["projects"]["resources"]["locations"]["resources"]
                                ["transferConfigs"]["methods"];
  EXPECT_EQ(document["rootUrl"], "https://bigquerydatatransfer.googleapis.com/");
  EXPECT_EQ(methods["create"]["path"], "v1/{+parent}/transferConfigs");
  EXPECT_EQ(methods["create"]["httpMethod"], "POST");
  EXPECT_EQ(methods["list"]["path"], "v1/{+parent}/transferConfigs");
  EXPECT_EQ(document["schemas"]["TransferConfig"]["properties"]["disabled"]["type"], "boolean");
  EXPECT_TRUE(methods["list"]["parameters"].contains("dataSourceIds"));
  EXPECT_TRUE(methods["list"]["parameters"].contains("pageToken"));
  EXPECT_EQ(methods["patch"]["path"], "v1/{+name}");
  EXPECT_EQ(methods["patch"]["httpMethod"], "PATCH");
  EXPECT_TRUE(methods["patch"]["parameters"].contains("updateMask"));
}

// At 10:05 and at 11:05 UTC the daily query runs; exactly one of them finds 3 o'clock, every day of
// ten years, days on which clocks change included.
TEST(TransferSchedules, TheDailyRoundRunsOnceALocalDay) {
  const auto queries = scheduled_queries("d");
  EXPECT_EQ(queries[2].schedule, "every day 10:05");
  EXPECT_EQ(queries[3].schedule, "every day 11:05");
  EXPECT_THAT(queries[2].query, HasSubstr("AT TIME ZONE 'America/Los_Angeles') = 3"));
  const auto zone = base::Zone::find("America/Los_Angeles");
  const base::Instant first = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
  for (int day = 0; day < 3652; ++day) {
    int runs = 0;
    for (const int hour : {10, 11}) {
      const auto at = first + base::days(day) + base::hours(hour) + base::minutes(5);
      if (base::hour_of(zone.to_local(at)) == 3) ++runs;
    }
    ASSERT_EQ(runs, 1) << "day " << day;
  }
}

}  // namespace
}  // namespace eros::store::bigquery
