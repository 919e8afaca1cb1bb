// Deploying: in what order things are made, by answers that the test writes.
#include "eros/store/bigquery/deploy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "eros/store/bigquery/dialect.h"
#include "eros/store/store.h"
#include "google/scripted.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;

class Deploying : public ::testing::Test {
 protected:
  Deploying() {
    world_.variables["GCE_METADATA_HOST"] = "metadata";
    engine_ = std::make_unique<BigQueryEngine>(parse_location("bigquery://agency/eros?location=EU"),
                                               OpenOptions{}, world_.outside());
    engine_->use(queries_for(dataset_name(engine_->client().location())));
    world_.always([this](const google::HttpRequest& request) { return answer(request); });
  }
  // Every job is taken and has no rows, but for the object that is refused.
  google::HttpResponse answer(const google::HttpRequest& request) {
    if (request.url.find("/token") != std::string::npos) {
      return {200, R"({"access_token": "t", "expires_in": 3600})"};
    }
    if (request.method == "POST") {
      jobs_.push_back(json::parse(request.body)["configuration"]["labels"]["statement"]);
      if (jobs_.back() == "deploy_" + refused_) {
        return {400, R"({"error": {"message": "No.", "errors": [{"reason": "invalidQuery"}]}})"};
      }
    }
    return {200, R"({"status": {"state": "DONE"}, "jobComplete": true})"};
  }

  testing::Scripted world_;
  std::unique_ptr<BigQueryEngine> engine_;
  std::string refused_;
  std::vector<std::string> jobs_;
};

// Planning without zones would take every page for a new one, and say nothing.
TEST_F(Deploying, FillsInZonesAndHolidaysBeforeAnythingThatMayBeRefused) {
  const auto plan = plan_deployment(*engine_);
  for (const char* object : {"wilson_score_bounds", "latest_recommendations",
                             "analyze_saturation_status_at", "run_daily_automation"}) {
    refused_ = object;
    jobs_.clear();
    try {
      deploy(*engine_, plan, [](const auto&) {});
      FAIL() << object;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(object));
    }
    EXPECT_EQ(jobs_.back(), "deploy_" + refused_);
    EXPECT_THAT(jobs_, Contains("insert_holidays"));
    EXPECT_THAT(jobs_, Contains("delete_zone_offsets")) << "which begins their transaction";
    EXPECT_THAT(jobs_, Contains("deploy_taste_effects")) << "the last of the tables";
  }
}

}  // namespace
}  // namespace eros::store::bigquery
