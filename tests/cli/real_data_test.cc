// The main job on real histories, where they are at hand: EROS_SHARED_DATA, or ../shared/data
// beside the project.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "cli/sample_agency.h"
#include "paths.h"

namespace eros::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

std::string data_folder() {
  if (const char* folder = std::getenv("EROS_SHARED_DATA")) return folder;
  return std::string(paths::source_dir) + "/../shared/data";
}

// A store with one of the data sets, imported and learned from.
class RealAgency : public Workplace {
 public:
  RealAgency(const std::string& name, std::string as_of) : as_of_(std::move(as_of)) {
    const std::string folder = data_folder() + "/" + name + "/";
    EXPECT_EQ(eros({"init"}).exit_code, 0);
    captions = import("captions", folder + "captions.csv");
    messages = import("messages", folder + "messages.csv");
    EXPECT_EQ(run({"learn"}).exit_code, 0);
  }
  Outcome run(Arguments arguments) const {
    arguments.insert(arguments.end(), {"--as-of", as_of_});
    return eros(arguments);
  }
  // Plans the week, which must hold; its summary.
  json plan(const std::string& page, const std::string& start) const {
    const Outcome outcome = run(
        {"schedule", page, "--start-date", start, "--output", page + ".csv", "--format", "json"});
    EXPECT_EQ(outcome.exit_code, 0) << page << ": " << outcome.err;
    const json week = json_of(outcome);
    EXPECT_EQ(week["validation"]["ok"], true) << page;
    EXPECT_EQ(csv_records(read(page + ".csv")).size(),
              week["counts"]["total"].get<std::size_t>() + 1);
    return week;
  }
  json captions;
  json messages;

 private:
  json import(const std::string& kind, const std::string& file) const {
    const Outcome outcome =
        run({"import", kind, file, "--format", "json", "--rejects", path(kind + ".rejects.csv")});
    const json result = json_of(outcome);
    EXPECT_EQ(outcome.exit_code, result["rejected"] == 0 ? 0 : 3) << outcome.err;
    EXPECT_EQ(result["read"].get<int>(),
              result["inserted"].get<int>() + result["updated"].get<int>() +
                  result["unchanged"].get<int>() + result["rejected"].get<int>());
    return result;
  }
  std::string as_of_;
};

bool is_missing(const std::string& name) {
  return !std::filesystem::exists(data_folder() + "/" + name + "/messages.csv");
}

TEST(RealData, HeadlinesArePlannedAndTheirMissingBumpsStated) {
  if (is_missing("headlines")) GTEST_SKIP() << "no headlines in " << data_folder();
  const RealAgency agency("headlines", "2015-04-27T12:00:00-07:00");
  EXPECT_EQ(agency.messages["read"], 22'666);
  EXPECT_EQ(agency.captions["read"], 12'364);
  for (const char* page : {"desk_01", "desk_07", "desk_12"}) {
    const json week = agency.plan(page, "2015-05-04");
    EXPECT_GT(week["counts"]["ppv"], 0) << page;
    EXPECT_EQ(week["counts"]["bump"], 0) << "the bank has no bump captions";
    EXPECT_THAT(week["warnings"].dump(), HasSubstr("bump")) << page;
  }
  expect_sound(agency);
}

TEST(RealData, TheAgencyIsPlanned) {
  if (is_missing("agency")) GTEST_SKIP() << "no agency in " << data_folder();
  const RealAgency agency("agency", "2026-11-17T12:00:00-08:00");
  EXPECT_GT(agency.messages["rejected"], 0) << "it has dirt in it";
  EXPECT_GT(agency.messages["inserted"], 50'000);
  const auto pages = rows_of(agency, "page_name", "creators ORDER BY page_name");
  ASSERT_EQ(pages.size(), 38u);
  for (std::size_t i = 0; i < pages.size(); i += 6) {
    const json week = agency.plan(pages[i], "2026-11-23");
    EXPECT_GT(week["counts"]["ppv"], 0) << pages[i];
    EXPECT_GT(week["counts"]["bump"], 0) << pages[i];
  }
  expect_sound(agency);
  // Loading the same file again changes nothing.
  const json again =
      json_of(agency.run({"import", "messages", data_folder() + "/agency/messages.csv", "--format",
                          "json", "--rejects", agency.path("again.csv")}));
  EXPECT_EQ(again["inserted"], 0);
  EXPECT_EQ(again["updated"], 0);
}

}  // namespace
}  // namespace eros::testing
