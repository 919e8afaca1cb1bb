// Scheduled queries: what is asked of the Data Transfer API, by answers that the test writes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "eros/store/bigquery/transfer_schedules.h"
#include "eros/store/store.h"
#include "google/scripted.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* service = "https://bigquerydatatransfer.googleapis.com/v1/";
constexpr const char* parent = "projects/agency/locations/EU";

class ScheduledQueries : public ::testing::Test {
 protected:
  ScheduledQueries() {
    world_.variables["GCE_METADATA_HOST"] = "metadata";
    engine_ = std::make_unique<BigQueryEngine>(parse_location("bigquery://agency/eros?location=EU"),
                                               OpenOptions{}, world_.outside());
    world_.answer(200, R"({"access_token": "t", "expires_in": 3600})");
  }
  // What was sent to the service: the method, and the path.
  std::vector<std::string> sent() const {
    std::vector<std::string> lines;
    for (const auto& request : world_.requests) {
      if (request.url.starts_with(service)) {
        lines.push_back(request.method + " " + request.url.substr(std::string(service).size()));
      }
    }
    return lines;
  }
  base::Error error() {
    try {
      install_schedules(*engine_);
    } catch (const base::Error& error) {
      return error;
    }
    ADD_FAILURE() << "nothing was thrown";
    return {base::ErrorCode::failed, ""};
  }

  testing::Scripted world_;
  std::unique_ptr<BigQueryEngine> engine_;
};

// By display name, on whatever page of the list it stands.
TEST_F(ScheduledQueries, ThoseThatAreThereAreUpdatedAndTheOthersCreated) {
  const auto wanted = scheduled_queries("`agency`.eros");
  ASSERT_EQ(wanted.size(), 4U);
  world_.answer(200, R"({"transferConfigs": [{"displayName": "another's", "name": "x/1"}],
                         "nextPageToken": "two+/="})");
  world_.answer(
      200, json{{"transferConfigs", {{{"displayName", wanted[1].display_name}, {"name", "x/2"}}}}}
               .dump());
  for (int i = 0; i < 4; ++i) world_.answer(200, "{}");
  EXPECT_THAT(
      install_schedules(*engine_),
      ElementsAre("created " + wanted[0].display_name, "updated " + wanted[1].display_name,
                  "created " + wanted[2].display_name, "created " + wanted[3].display_name));
  const auto create = std::string("POST ") + parent + "/transferConfigs";
  const auto list = std::string("GET ") + parent + "/transferConfigs?dataSourceIds=scheduled_query";
  EXPECT_THAT(sent(),
              ElementsAre(list, list + "&pageToken=two%2B%2F%3D", create,
                          "PATCH x/2?updateMask=displayName,schedule,params", create, create));
  EXPECT_EQ(json::parse(world_.requests.back().body), transfer_config(wanted[3]));
}

TEST_F(ScheduledQueries, OneThatIsPausedStaysSo) {
  const auto wanted = scheduled_queries("`agency`.eros");
  auto configs = json::array();
  for (const auto& query : wanted) {
    configs.push_back({{"displayName", query.display_name}, {"name", "x/1"}});
  }
  configs[1]["disabled"] = true;
  world_.answer(200, json{{"transferConfigs", configs}}.dump());
  for (int i = 0; i < 4; ++i) world_.answer(200, "{}");
  EXPECT_EQ(install_schedules(*engine_).at(1), "updated " + wanted[1].display_name + " (paused)");
  for (const auto& request : world_.requests) {
    if (request.method != "PATCH") continue;
    EXPECT_THAT(request.url, ::testing::Not(HasSubstr("disabled")));
    EXPECT_FALSE(json::parse(request.body).contains("disabled"));
  }
}

TEST_F(ScheduledQueries, WhoMayNotIsToldTheRoleAndWhichApi) {
  world_.answer(403, R"({"error": {"code": 403, "status": "PERMISSION_DENIED", "message":
      "The caller does not have permission bigquery.transfers.get on project agency."}})");
  EXPECT_THAT(error().hint(), HasSubstr("roles/bigquery.admin on the project"));
  world_.answer(403, R"({"error": {"code": 403, "status": "PERMISSION_DENIED", "message":
      "BigQuery Data Transfer API has not been used in project 1 before or it is disabled."}})");
  EXPECT_THAT(error().hint(),
              HasSubstr("gcloud services enable bigquerydatatransfer.googleapis.com"));
}

// It might be there then: whoever deploys again finds it in the list.
TEST_F(ScheduledQueries, ACreateWhoseAnswerIsLostIsNotSentAgain) {
  world_.answer(200, "{}");
  world_.lose_answer();
  const auto lost = error();
  EXPECT_EQ(lost.code(), base::ErrorCode::busy);
  EXPECT_THAT(lost.what(), HasSubstr("the scheduled query 'EROS update_caption_performance"));
  EXPECT_EQ(sent().size(), 2U);
}

}  // namespace
}  // namespace eros::store::bigquery
