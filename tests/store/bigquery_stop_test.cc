// Stopping: what becomes of a job, and what is told, by answers that the test writes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "eros/store/bigquery/client.h"
#include "google/scripted.h"

namespace eros::store::bigquery {
namespace {

using base::Error;
using base::ErrorCode;
using ::testing::HasSubstr;
using namespace std::chrono_literals;

constexpr const char* taken = R"({"status": {"state": "RUNNING"}})";
constexpr const char* failed = R"({"status": {"state": "DONE", "errorResult":
    {"reason": "jobInternalError", "message": "Sorry."}}})";
constexpr const char* one_row = R"({"jobComplete": true, "rows": [{"f": [{"v": "1"}]}],
    "schema": {"fields": [{"name": "n", "type": "INTEGER"}]}})";

class StoppedClient : public ::testing::Test {
 protected:
  StoppedClient() { world_.variables["BIGQUERY_EMULATOR_HOST"] = "localhost:9050"; }

  Client client() {
    return {parse_location("bigquery://agency/eros?location=EU"), world_.outside()};
  }
  static Job job(bool is_transaction = false) {
    return {.name = "bank",
            .configuration = {{"query", {{"query", "SELECT 1"}}}},
            .is_transaction = is_transaction};
  }
  const std::string& last_url() const { return world_.requests.back().url; }

  testing::Scripted world_;
};

TEST_F(StoppedClient, IsStoppedFromOutside) {
  auto client = this->client();
  world_.answer(200, taken);
  world_.answer_by([&](const google::HttpRequest& request) -> google::HttpResponse {
    client.stop();
    if (request.stop->load()) throw google::Stopped();
    return {};
  });
  world_.answer(200, "{}");
  try {
    client.run_query(job());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::failed);
    EXPECT_THAT(error.what(), HasSubstr("stopped on request"));
  }
  EXPECT_THAT(last_url(), HasSubstr("/jobs/eros_bank_unique1/cancel?location=EU"));
  world_.answer(200, taken);
  world_.answer(200, one_row);
  client.run_query(job());  // and is fit for the next
}

// A watcher asks again and again; the request that stops the job goes out all the same.
TEST_F(StoppedClient, TheJobIsStoppedThoughTheStopIsAskedForAgain) {
  auto client = this->client();
  const auto stop = [&](const google::HttpRequest& request) -> google::HttpResponse {
    client.stop();
    if (request.stop != nullptr && request.stop->load()) throw google::Stopped();
    return {200, "{}"};
  };
  world_.answer(200, taken);
  world_.answer_by(stop);
  bool was_heard = false;
  world_.answer_by([&](const google::HttpRequest& request) {
    EXPECT_LE(request.timeout, 2s);
    const auto answer = stop(request);
    was_heard = true;
    return answer;
  });
  try {
    client.run_query(job());
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.hint(), HasSubstr("Job eros_bank_unique1 was asked to stop"));
  }
  EXPECT_TRUE(was_heard);
}

// Wherever it is: a request outside of jobs, the search for what became of one, a pause before the
// next.
TEST_F(StoppedClient, AStopIsAnErrorOfItsOwnEverywhere) {
  const auto stopped = [&](auto&& work) {
    try {
      work();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::failed);
      return std::string(error.what());
    }
    return std::string("nothing was thrown");
  };
  auto client = this->client();
  const auto stop = [&](const google::HttpRequest&) -> google::HttpResponse {
    client.stop();
    throw google::Stopped();
  };
  world_.answer_by(stop);
  EXPECT_EQ(stopped([&] { client.get_job("j"); }), "job j was stopped on request");

  world_.answer(200, taken);
  world_.answer(500, "");
  world_.answer(200, failed);
  world_.answer_by(stop);  // did it commit?
  world_.answer(200, "{}");
  EXPECT_EQ(stopped([&] { client.run_query(job(true)); }),
            "the query 'bank' was stopped on request");
  EXPECT_THAT(last_url(), HasSubstr("/cancel"));

  world_.answer(200, taken);
  world_.answer(500, "");
  world_.answer_by([&](const auto&) {
    client.stop();  // then the pause ends
    return google::HttpResponse{200, failed};
  });
  world_.answer(200, "{}");
  EXPECT_EQ(stopped([&] { client.run_query(job()); }), "the query 'bank' was stopped on request");
}

// The job has ended: what it did is not called stopped.
TEST_F(StoppedClient, AStopWhileAskingForThePriceComesTooLate) {
  auto client = this->client();
  client.on_job([](const JobStatistics&) {});
  world_.answer(200, taken);
  world_.answer(200, one_row);
  world_.answer_by([&](const auto&) -> google::HttpResponse { throw google::Stopped(); });
  EXPECT_EQ(client.run_query(job()).page["rows"].size(), 1U);
  EXPECT_EQ(world_.left(), 0U);
}

}  // namespace
}  // namespace eros::store::bigquery
