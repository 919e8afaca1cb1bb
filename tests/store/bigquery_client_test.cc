#include "eros/store/bigquery/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "eros/store/bigquery/requests.h"
#include "google/scripted.h"

namespace eros::store::bigquery {
namespace {

using base::Error;
using base::ErrorCode;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace std::chrono_literals;

std::string failed_job(const std::string& reason, const std::string& message = "Sorry.") {
  return json{
      {"status", {{"state", "DONE"}, {"errorResult", {{"reason", reason}, {"message", message}}}}}}
      .dump();
}
std::string refusal(const std::string& reason, const std::string& message = "Sorry.") {
  return json{
      {"error", {{"message", message}, {"errors", {{{"reason", reason}, {"message", message}}}}}}}
      .dump();
}
constexpr const char* taken = R"({"status": {"state": "RUNNING"}})";
constexpr const char* finished = R"({"status": {"state": "DONE"}})";
constexpr const char* one_row = R"({"jobComplete": true, "rows": [{"f": [{"v": "1"}]}],
    "schema": {"fields": [{"name": "n", "type": "INTEGER"}]}})";

class BigQueryClient : public ::testing::Test {
 protected:
  BigQueryClient() { world_.variables["BIGQUERY_EMULATOR_HOST"] = "localhost:9050"; }

  Client client(const std::string& options = "?location=EU") {
    return {parse_location("bigquery://agency/eros" + options), world_.outside()};
  }
  static Job job(bool is_transaction = false) {
    return {.name = "bank",
            .configuration = {{"query", {{"query", "SELECT 1"}}}},
            .is_transaction = is_transaction};
  }
  // What was sent: the method, and the path from the project on.
  std::vector<std::string> sent() {
    std::vector<std::string> lines;
    for (const auto& request : world_.requests) {
      const auto at = request.url.find("/agency");
      lines.push_back(request.method + " " + request.url.substr(at + 7));
    }
    return lines;
  }
  std::string id_sent(std::size_t request) {
    return json::parse(world_.requests.at(request).body)["jobReference"]["jobId"];
  }
  testing::Scripted world_;
};

TEST_F(BigQueryClient, SendsAJobUnderItsOwnIdAndReadsItsRows) {
  auto client = this->client();
  world_.answer(200, taken);
  world_.answer(200, R"({"jobComplete": false})");
  world_.answer(200, one_row);
  const auto query = client.run_query(job());
  EXPECT_EQ(query.job_id, "eros_bank_unique1");
  EXPECT_EQ(query.page["rows"].size(), 1u);
  EXPECT_THAT(sent(), ElementsAre("POST /jobs",
                                  "GET /queries/eros_bank_unique1?location=EU&formatOptions."
                                  "useInt64Timestamp=true&timeoutMs=30000",
                                  "GET /queries/eros_bank_unique1?location=EU&formatOptions."
                                  "useInt64Timestamp=true&timeoutMs=30000"));
  EXPECT_THAT(world_.requests[0].url, StartsWith("http://localhost:9050/bigquery/v2/projects/"));
  const auto body = json::parse(world_.requests[0].body);
  EXPECT_EQ(body["jobReference"],
            (json{{"projectId", "agency"}, {"jobId", "eros_bank_unique1"}, {"location", "EU"}}));
  EXPECT_EQ(body["configuration"]["labels"], (json{{"app", "eros"}, {"statement", "bank"}}));
  EXPECT_EQ(body["configuration"]["jobTimeoutMs"], "600000");
}

TEST_F(BigQueryClient, ALostAnswerIsLookedUpAndTheJobNotRepeated) {
  auto client = this->client();
  world_.lose_answer();                      // it was taken, but that is not known here
  world_.answer(409, refusal("duplicate"));  // so it is sent again under the same id
  world_.answer(404, refusal("notFound"));   // and may not be found at once
  world_.answer(404, refusal("notFound"));
  world_.answer(200, finished);
  world_.answer(200, one_row);
  client.run_query(job());
  EXPECT_EQ(id_sent(0), id_sent(1));
  EXPECT_THAT(sent(), ElementsAre("POST /jobs", "POST /jobs", StartsWith("GET /queries/"),
                                  StartsWith("GET /jobs/eros_bank_unique1?location=EU"),
                                  StartsWith("GET /jobs/eros_bank_unique1?location=EU"),
                                  StartsWith("GET /queries/")));
}

TEST_F(BigQueryClient, LostRowsAreAskedForAgain) {
  auto client = this->client();
  world_.answer(200, taken);
  world_.lose_answer();
  world_.answer(200, taken);
  world_.answer(503, "");
  world_.answer(200, finished);
  world_.answer(200, one_row);
  EXPECT_EQ(client.run_query(job()).job_id, "eros_bank_unique1");
  EXPECT_EQ(world_.left(), 0u);
}

TEST_F(BigQueryClient, AJobThatFailedForAReasonThatPassesRunsAgainUnderANewId) {
  for (const auto* reason : {"jobBackendError", "jobInternalError", "jobRateLimitExceeded",
                             "backendError", "internalError"}) {
    auto client = this->client();
    world_.requests.clear();
    world_.answer(200, taken);
    world_.answer(503, refusal(reason));
    world_.answer(200, failed_job(reason));
    world_.answer(200, taken);
    world_.answer(200, one_row);
    client.run_query(job());
    EXPECT_NE(id_sent(0), id_sent(3)) << reason;
    EXPECT_EQ(world_.left(), 0u) << reason;
  }
}

TEST_F(BigQueryClient, AConflictRunsAgainUnderANewIdUntilTheDeadline) {
  auto client = this->client("?location=EU&deadline=60");
  const auto conflict = std::string(
      "Transaction is aborted due to concurrent update against table agency:eros.writer_guard.");
  world_.always([&](const google::HttpRequest& request) -> google::HttpResponse {
    if (request.method == "POST") return {200, taken};
    if (request.url.find("/queries/") != std::string::npos) {
      return {400, refusal("invalidQuery", conflict)};
    }
    return {200, failed_job("invalidQuery", conflict)};
  });
  try {
    client.run_query(job(true));
    FAIL();
  } catch (const google::ApiFailure& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("aborted due to concurrent update"));
  }
  EXPECT_LE(world_.slept(), 60s);
  EXPECT_GE(world_.slept(), 30s);
  EXPECT_EQ(id_sent(0), "eros_bank_unique1");
  EXPECT_EQ(id_sent(3), "eros_bank_unique2");
}

TEST_F(BigQueryClient, ATransactionThatHadCommittedBeforeItsJobFailedIsNotRunAgain) {
  auto client = this->client();
  world_.answer(200, taken);
  world_.answer(500, "");
  world_.answer(200, failed_job("jobInternalError"));
  world_.answer(200, R"({"jobs": [
      {"status": {"state": "DONE"}, "statistics": {"query": {"statementType": "INSERT"}}},
      {"status": {"state": "DONE"},
       "statistics": {"query": {"statementType": "COMMIT_TRANSACTION"}}}]})");
  EXPECT_TRUE(client.run_query(job(true)).page.empty());
  EXPECT_THAT(sent().back(), HasSubstr("parentJobId=eros_bank_unique1"));

  world_.answer(200, taken);
  world_.answer(500, "");
  world_.answer(200, failed_job("jobInternalError"));
  world_.answer(200, R"({"jobs": [{"status": {"state": "DONE", "errorResult": {"reason": "x"}},
      "statistics": {"query": {"statementType": "COMMIT_TRANSACTION"}}}]})");
  world_.answer(200, taken);
  world_.answer(200, one_row);
  EXPECT_EQ(client.run_query(job(true)).job_id, "eros_bank_unique3");
}

// Whether the job was taken is not known: another id could run it twice.
TEST_F(BigQueryClient, AServersErrorOfAnInsertNeverLeadsToAnotherId) {
  auto client = this->client();
  world_.always([](const auto&) { return google::HttpResponse{503, ""}; });
  try {
    client.run_query(job());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::busy);
    EXPECT_THAT(error.hint(), HasSubstr("eros_bank_unique1"));
  }
  for (std::size_t i = 0; i < world_.requests.size(); ++i) {
    EXPECT_EQ(id_sent(i), "eros_bank_unique1");
  }
  EXPECT_GE(world_.requests.size(), 3u);
}

TEST_F(BigQueryClient, NoServiceIsBusyAfterTheBusyWait) {
  auto client = this->client();
  world_.always([](const auto&) -> google::HttpResponse { throw google::NoAnswer("refused"); });
  try {
    client.run_query(job());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::busy);
    EXPECT_THAT(error.what(), HasSubstr("does not answer"));
  }
  EXPECT_LE(world_.slept(), 30s);
}

TEST_F(BigQueryClient, AWrongQueryFailsAtOnceInGooglesWords) {
  auto client = this->client();
  world_.answer(400, refusal("invalidQuery", "Syntax error at [1:1]"));
  try {
    client.run_query(job());
    FAIL();
  } catch (const google::ApiFailure& failure) {
    EXPECT_STREQ(failure.what(), "the query 'bank': Syntax error at [1:1] (invalidQuery)");
    EXPECT_EQ(failure.code(), ErrorCode::failed);
  }
  EXPECT_EQ(world_.slept(), 0s);
}

// The job ran well, but its rows are not for this account: no use in asking until the deadline.
TEST_F(BigQueryClient, RowsThatAreRefusedForGoodFailAtOnce) {
  auto client = this->client();
  world_.answer(200, taken);
  world_.answer(403, refusal("accessDenied", "User does not have bigquery.tables.getData"));
  world_.answer(200, finished);
  try {
    client.run_query(job());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::failed);
    EXPECT_THAT(error.hint(), HasSubstr("roles/bigquery.dataViewer"));
  }
  EXPECT_EQ(world_.left(), 0U);
}

TEST_F(BigQueryClient, AJobThatIsNotDoneInTimeIsStopped) {
  auto client = this->client("?location=EU&deadline=100");
  world_.always([&](const google::HttpRequest& request) -> google::HttpResponse {
    if (request.url.find("/queries/") != std::string::npos) {
      world_.now += 30s;
      return {200, R"({"jobComplete": false})"};
    }
    return {200, taken};
  });
  try {
    client.run_query(job());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::busy);
    EXPECT_STREQ(error.what(), "the query 'bank': not done in 100 s");
  }
  EXPECT_EQ(sent().back(), "POST /jobs/eros_bank_unique1/cancel?location=EU");
}

TEST_F(BigQueryClient, WithoutCredentialsNoJobIsSaidToBeTaken) {
  world_.variables["GCE_METADATA_HOST"] = "metadata";
  auto client = this->client("?location=EU&endpoint=https://private.example");
  world_.always([](const auto&) -> google::HttpResponse { throw google::NoAnswer("no host"); });
  try {
    client.run_query(job());
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "there are no Google credentials on this machine");
    EXPECT_THAT(error.hint(), ::testing::Not(HasSubstr("taken job")));
  }
  // The first try may have been carried out; that there is no new token afterwards changes nothing.
  world_.answer(200, R"({"access_token": "t", "expires_in": 3600})");
  world_.answer(401, refusal("authError"));
  world_.answer(400, R"({"error": "invalid_grant"})");
  try {
    client.run_query(job());
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("invalid_grant"));
  }
}

TEST_F(BigQueryClient, TheRegionIsTheDatasetsAndAskedForOnce) {
  auto client = this->client("");
  world_.answer(200, R"({"location": "asia-east1"})");
  for (int i = 0; i < 2; ++i) {
    world_.answer(200, taken);
    world_.answer(200, one_row);
    client.run_query(job());
  }
  EXPECT_EQ(sent().front(), "GET /datasets/eros");
  EXPECT_EQ(json::parse(world_.requests[1].body)["jobReference"]["location"], "asia-east1");
  EXPECT_EQ(world_.requests.size(), 5u);
}

TEST_F(BigQueryClient, ALoadSendsItsRowsWithTheJob) {
  auto client = this->client();
  const std::string rows = "{\"a\":1}\n";
  world_.answer(200, taken);
  world_.answer(200, taken);
  world_.answer(200,
                R"({"status": {"state": "DONE"}, "statistics": {"load": {"outputRows": "1"}}})");
  const auto job = client.run_job(
      {.name = "load", .configuration = {{"load", json::object()}}, .upload = &rows});
  EXPECT_EQ(count_at(job, "/statistics/load/outputRows"), 1);
  const auto& request = world_.requests.front();
  EXPECT_EQ(request.url,
            "http://localhost:9050/upload/bigquery/v2/projects/agency/jobs?uploadType=multipart");
  EXPECT_EQ(request.headers.front(), "Content-Type: multipart/related; boundary=eros_load_unique1");
  EXPECT_THAT(request.body, StartsWith("--eros_load_unique1\r\nContent-Type: application/json"));
  EXPECT_THAT(request.body, HasSubstr("\r\n\r\n{\"a\":1}\n\r\n--eros_load_unique1--\r\n"));
}

TEST_F(BigQueryClient, ADryRunTellsWhatWouldBeRead) {
  auto client = this->client();
  world_.answer(200, R"({"statistics": {"totalBytesProcessed": "1234",
                         "query": {"totalBytesProcessedAccuracy": "PRECISE"}}})");
  const auto dry = client.dry_run(job());
  EXPECT_EQ(dry.bytes_processed, 1'234);
  EXPECT_EQ(dry.accuracy, "PRECISE");
  EXPECT_EQ(json::parse(world_.requests.front().body)["configuration"]["dryRun"], true);
}

TEST_F(BigQueryClient, TellsWhatAJobCost) {
  auto client = this->client();
  std::vector<JobStatistics> told;
  client.on_job([&](const JobStatistics& job) { told.push_back(job); });
  world_.answer(200, taken);
  world_.answer(200, one_row);
  world_.answer(200,
                R"({"jobReference": {"jobId": "eros_bank_unique1"}, "status": {"state": "DONE"},
      "statistics": {"totalBytesProcessed": "5", "totalSlotMs": "70", "creationTime": "1000",
                     "endTime": "3500", "query": {"totalBytesBilled": "10485760"}}})");
  client.run_query(job());
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].job_id, "eros_bank_unique1");
  EXPECT_EQ(told[0].name, "bank");
  EXPECT_EQ(told[0].bytes_processed, 5);
  EXPECT_EQ(told[0].bytes_billed, 10'485'760);
  EXPECT_EQ(told[0].slot_milliseconds, 70);
  EXPECT_EQ(told[0].seconds, 2.5);
}

TEST_F(BigQueryClient, AnEndpointOfOnesOwnIsUsedWithCredentials) {
  world_.variables["GCE_METADATA_HOST"] = "metadata";
  auto client = this->client("?location=EU&endpoint=https://private.example");
  world_.answer(200, R"({"access_token": "t", "expires_in": 3600})");
  world_.answer(200, taken);
  world_.answer(200, one_row);
  client.run_query(job());
  EXPECT_THAT(world_.requests[1].url, StartsWith("https://private.example/bigquery/v2/"));
  EXPECT_THAT(world_.requests[1].headers, ::testing::Contains("Authorization: Bearer t"));
  EXPECT_FALSE(client.is_emulator());
}

}  // namespace
}  // namespace eros::store::bigquery
