// How the engine treats an emulator that knows no scripts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "eros/store/bigquery/engine.h"
#include "eros/store/store.h"
#include "google/scripted.h"

namespace eros::store {
namespace {

using ::testing::ElementsAre;

TEST(BigQueryEmulator, StepsAreJobsOfTheirOwnUntilACheckFindsRows) {
  testing::Scripted world;
  world.variables["BIGQUERY_EMULATOR_HOST"] = "localhost:9050";
  std::vector<std::string> ran;
  world.always([&](const google::HttpRequest& request) -> google::HttpResponse {
    if (request.method == "POST") {
      const auto body = nlohmann::json::parse(request.body);
      ran.push_back(body["configuration"]["query"]["query"]);
      return {200, "{}"};
    }
    const bool finds = ran.back() == "SELECT 2";
    return {200, finds ? R"({"jobComplete": true, "rows": [{"f": [{"v": "2"}]}],
                             "schema": {"fields": [{"name": "n", "type": "INTEGER"}]}})"
                       : R"({"jobComplete": true, "rows": []})"};
  });
  BigQueryEngine engine(bigquery::parse_location("bigquery://agency/eros?location=EU"), {},
                        world.outside());
  const QuerySet queries = {
      {"change", "UPDATE t SET x = 1"}, {"empty", "SELECT 1"}, {"full", "SELECT 2"}};
  engine.use(queries);
  EXPECT_EQ(engine.run_atomically(std::vector<Step>{{{"change"}}, {{"empty"}, true}}), nullptr);
  const auto rows =
      engine.run_atomically(std::vector<Step>{{{"empty"}, true}, {{"full"}, true}, {{"change"}}});
  ASSERT_NE(rows, nullptr);
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->integer(0), 2);
  EXPECT_THAT(ran, ElementsAre("UPDATE t SET x = 1", "SELECT 1", "SELECT 1", "SELECT 2"));
  EXPECT_EQ(engine.version(), "BigQuery emulator");
}

// It calls every error an internal one, for which the service's jobs are run again.
TEST(BigQueryEmulator, ErrorsAreFinal) {
  testing::Scripted world;
  world.variables["BIGQUERY_EMULATOR_HOST"] = "localhost:9050";
  int jobs = 0;
  world.always([&](const google::HttpRequest& request) -> google::HttpResponse {
    if (request.method == "POST") ++jobs;
    return {400, R"({"error": {"errors": [{"reason": "jobInternalError", "message": "no table t"}],
                               "message": "no table t"}})"};
  });
  BigQueryEngine engine(bigquery::parse_location("bigquery://agency/eros?location=EU"), {},
                        world.outside());
  EXPECT_THROW(engine.query_text("a_query", "SELECT * FROM t"), google::ApiFailure);
  EXPECT_EQ(jobs, 1);
}

// Also where it tells of the error with the rows only, and nothing of it with the job.
TEST(BigQueryEmulator, ErrorsWhileWaitingAreFinal) {
  testing::Scripted world;
  world.variables["BIGQUERY_EMULATOR_HOST"] = "localhost:9050";
  world.always([&](const google::HttpRequest& request) -> google::HttpResponse {
    if (request.method == "POST") return {200, "{}"};
    if (request.url.find("/queries/") == std::string::npos) {
      return {200, R"({"status": {"state": "DONE"}})"};
    }
    return {400, R"({"error": {"errors": [{"reason": "jobInternalError", "message": "no table t"}],
                               "message": "no table t"}})"};
  });
  BigQueryEngine engine(bigquery::parse_location("bigquery://agency/eros?location=EU"), {},
                        world.outside());
  EXPECT_THROW(engine.query_text("a_query", "SELECT * FROM t"), google::ApiFailure);
  EXPECT_EQ(world.requests.size(), 3U);
}

}  // namespace
}  // namespace eros::store
