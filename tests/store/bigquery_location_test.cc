#include "eros/store/bigquery/location.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"

namespace eros::store::bigquery {
namespace {

using ::testing::HasSubstr;

TEST(BigQueryLocation, ReadsProjectAndDataset) {
  const auto location = parse_location("bigquery://agency-7/eros");
  EXPECT_EQ(location.project, "agency-7");
  EXPECT_EQ(location.dataset, "eros");
  EXPECT_EQ(location.region, "");
  EXPECT_EQ(location.key_file, std::nullopt);
  EXPECT_EQ(location.endpoint, std::nullopt);
  EXPECT_EQ(location.maximum_bytes, 10'000'000'000);
}

TEST(BigQueryLocation, ReadsEveryOption) {
  const auto location = parse_location(
      "bigquery://example.com:agency/eros_2?location=europe-west3&key_file=%2Fhome%2Fann%2Fmy%20key"
      ".json&maximum_bytes=1000&endpoint=https://bigquery.example/&deadline=20");
  EXPECT_EQ(location.project, "example.com:agency");
  EXPECT_EQ(location.region, "europe-west3");
  EXPECT_EQ(location.key_file, "/home/ann/my key.json");
  EXPECT_EQ(location.maximum_bytes, 1'000);
  EXPECT_EQ(location.endpoint, "https://bigquery.example");
  EXPECT_EQ(location.deadline, std::chrono::seconds(20));
}

TEST(BigQueryLocation, SaysWhatIsWrong) {
  const std::vector<std::pair<std::string, std::string>> stores = {
      {"bigquery://", "no dataset"},
      {"bigquery://agency", "no dataset"},
      {"bigquery:///eros", "no project"},
      {"bigquery://agency/", "no dataset"},
      {"bigquery://agency/e-r", "no dataset"},
      {"bigquery://agency/eros/more", "no dataset"},
      {"bigquery://agency/eros?", ""},
      {"bigquery://agency/eros?region=EU", "no option 'region'"},
      {"bigquery://agency/eros?location", "'location' lacks its value"},
      {"bigquery://agency/eros?location=E%2", "percent-encoded"},
      {"bigquery://agency/eros?location=EU&location=US", "given twice"},
      {"bigquery://agency/eros?maximum_bytes=10GB", "'10GB' is not a whole number"},
      {"bigquery://agency/eros?maximum_bytes=-1", "'-1' is not a whole number"},
      {"bigquery://agency/eros?endpoint=http://example.com", "neither https:// nor"},
  };
  for (const auto& [store, expected] : stores) {
    try {
      parse_location(store);
      EXPECT_EQ(expected, "") << store;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.code(), base::ErrorCode::usage);
      EXPECT_THAT(error.what(), HasSubstr(expected)) << store;
      EXPECT_THAT(error.hint(), HasSubstr("bigquery://PROJECT/DATASET"));
    }
  }
}

}  // namespace
}  // namespace eros::store::bigquery
