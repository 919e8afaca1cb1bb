// What is sent, against the service's own description of its API.
#include "eros/store/bigquery/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/store/bigquery/client.h"
#include "eros/store/bigquery/engine.h"
#include "eros/store/store.h"
#include "google/discovery.h"
#include "google/scripted.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(BigQueryRequests, JobIdsAndLabelsHaveTheFormThatTheServiceTakes) {
  EXPECT_EQ(job_id("Insert Locks!", "ab12"), "eros_insert_locks__ab12");
  const auto configuration = job_configuration(Location{}, std::string(80, 'X'), json::object());
  EXPECT_EQ(configuration["labels"]["statement"], std::string(63, 'x'));
}

TEST(BigQueryRequests, EveryQueryIsLimited) {
  const auto location = parse_location("bigquery://agency/eros?maximum_bytes=77&deadline=5");
  const auto query = query_configuration(location, {"SELECT 1", {}})["query"];
  EXPECT_EQ(query, (json{{"query", "SELECT 1"},
                         {"useLegacySql", false},
                         {"defaultDataset", {{"projectId", "agency"}, {"datasetId", "eros"}}},
                         {"maximumBytesBilled", "77"}}));
  EXPECT_EQ(job_configuration(location, "q", {})["jobTimeoutMs"], "5000");
}

// Every request that a run of all kinds of call sends.
std::vector<google::HttpRequest> all_requests() {
  testing::Scripted world;
  world.variables["BIGQUERY_EMULATOR_HOST"] = "localhost:9050";
  world.always([](const google::HttpRequest& request) -> google::HttpResponse {
    if (request.url.find("/queries/") != std::string::npos) {
      return {200, R"({"jobComplete": true, "numDmlAffectedRows": "1"})"};
    }
    return {200, R"({"status": {"state": "DONE"}})"};
  });
  const auto location = parse_location("bigquery://agency/eros?location=EU");
  BigQueryEngine engine(location, {}, world.outside());
  const Parameters parameters = {{"nothing", std::monostate{}},
                                 {"flag", true},
                                 {"whole", std::int64_t{1}},
                                 {"real", 0.5},
                                 {"text", std::string("x")},
                                 {"instant", base::Instant{}},
                                 {"day", base::LocalDay{}},
                                 {"texts", std::vector<std::string>{"a"}},
                                 {"numbers", std::vector<std::int64_t>{1}}};
  engine.execute_text("all",
                      "SELECT @nothing, @flag, @whole, @real, @text, @instant, @day, @texts, "
                      "@numbers",
                      parameters);
  engine.dry_run_text("dry", "SELECT 1");
  engine.load("t", "PARQUET", "bytes", {{"fields", {{{"name", "a"}, {"type", "STRING"}}}}},
              "WRITE_EMPTY");
  Client client(location, world.outside());
  const Job load = {.name = "copy", .configuration = {{"copy", json::object()}}};
  client.run_job(load);
  return world.requests;
}

// The JSON of a request, also where data follows it.
json body_of(const google::HttpRequest& request) {
  if (request.url.find("uploadType=multipart") == std::string::npos) {
    return json::parse(request.body);
  }
  const auto begin = request.body.find('{');
  return json::parse(request.body.substr(begin, request.body.find("\r\n--", begin) - begin));
}

TEST(BigQueryRequests, AreAsTheServiceDescribesThem) {
  const auto discovery = testing::Discovery::read("bigquery.v2");
  if (!discovery) GTEST_SKIP() << "the API's description is not here: './run test' brings it";
  EXPECT_EQ(discovery->method("jobs.insert"), "POST projects/{+projectId}/jobs");
  EXPECT_EQ(discovery->method("jobs.get"), "GET projects/{+projectId}/jobs/{+jobId}");
  EXPECT_EQ(discovery->method("jobs.getQueryResults"),
            "GET projects/{+projectId}/queries/{+jobId}");
  EXPECT_EQ(discovery->method("jobs.cancel"), "POST projects/{+projectId}/jobs/{+jobId}/cancel");
  EXPECT_EQ(discovery->method("jobs.list"), "GET projects/{+projectId}/jobs");
  for (const auto* name :
       {"location", "timeoutMs", "pageToken", "formatOptions.useInt64Timestamp"}) {
    EXPECT_THAT(discovery->parameters("jobs.getQueryResults"), Contains(name));
  }
  EXPECT_THAT(discovery->parameters("jobs.list"), Contains("parentJobId"));

  int bodies = 0;
  for (const auto& request : all_requests()) {
    if (request.body.empty()) continue;
    EXPECT_THAT(discovery->findings(body_of(request), "Job"), IsEmpty()) << request.url;
    ++bodies;
  }
  EXPECT_EQ(bodies, 4);
}

// That the check above can tell.
TEST(BigQueryRequests, AWrongRequestIsFound) {
  const auto discovery = testing::Discovery::read("bigquery.v2");
  if (!discovery) GTEST_SKIP() << "the API's description is not here: './run test' brings it";
  EXPECT_THAT(discovery->findings({{"configuration",
                                    {{"query", {{"useLegacySQL", false}}},
                                     {"jobTimeoutMs", 5},
                                     {"labels", {{"app", "eros"}}}}}},
                                  "Job"),
              ElementsAre("/configuration/jobTimeoutMs: not of the type string",
                          "/configuration/query/useLegacySQL: no such property"));
}

}  // namespace
}  // namespace eros::store::bigquery
