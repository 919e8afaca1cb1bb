// JSON for every command, with no field that docs/formats.md does not name (SPEC 12).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "cli/sample_agency.h"
#include "paths.h"

namespace eros::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string formats() {
  std::ifstream file(std::string(paths::source_dir) + "/docs/formats.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

// Where the page describes what a command prints: from its heading to the next.
std::string section_of(const std::string& command) {
  const std::string text = formats();
  const auto begin = text.find("`eros " + command + " --format json`\n");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find("\n### ", begin) - begin);
}

void expect_documented(const std::string& command, const json& result) {
  const json& fields = result.is_array() ? result.at(0) : result;
  const std::string section = section_of(command);
  for (const auto& [name, value] : fields.items()) {
    EXPECT_THAT(section, HasSubstr("`" + name + "`")) << command;
  }
}

TEST(DocumentedJson, OfEveryCommandThatLooksAndDecides) {
  const SampleAgency agency;
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  for (const Arguments& command : {Arguments{"init"},
                                   {"learn"},
                                   {"sweep"},
                                   {"schedules"},
                                   {"approve", id},
                                   {"export", id, "--output", "out.csv"},
                                   {"cancel", id}}) {
    Arguments arguments = at_noon(command);
    arguments.insert(arguments.end(), {"--format", "json"});
    expect_documented(command.front(), json_of(agency.eros(arguments)));
  }
}

TEST(DocumentedJson, OfADemo) {
  const Workplace place;
  const Outcome outcome = place.eros(at_noon({"demo", "--format", "json"}));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const json demo = json_of(outcome);
  expect_documented("demo", demo);
  EXPECT_EQ(demo["imported"]["creators"], 12);
  EXPECT_EQ(demo["schedule"]["saved"], true);
  EXPECT_TRUE(place.has(demo["schedule"]["output"]));
  EXPECT_TRUE(place.has(demo["store"]));
}

TEST(DocumentedJson, OfALogThatTellsNothing) {
  const Workplace place;
  ASSERT_EQ(place.eros({"init"}).exit_code, 0);
  const Outcome outcome = place.eros({"backtest", "--logged", "--format", "json"});
  EXPECT_EQ(outcome.exit_code, 5);
  EXPECT_THAT(outcome.err, IsEmpty());
  const json judgement = json_of(outcome);
  EXPECT_THAT(judgement["refusal"].get<std::string>(), HasSubstr("no planned week to judge by"));
  EXPECT_EQ(judgement["ppvs"]["used"], 0);
  for (const char* unknown : {"mean_earnings", "logged", "mean_weight", "largest_weight",
                              "first_planned_at", "last_planned_at", "doubly_robust"}) {
    EXPECT_TRUE(judgement.contains(unknown) && judgement[unknown].is_null()) << unknown;
  }
}

}  // namespace
}  // namespace eros::testing
