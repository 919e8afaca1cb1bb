// Same store, as-of and seed: the same bytes, whatever happened before.
#include <gtest/gtest.h>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

struct Week {
  std::string csv;
  std::string json;
};

Week planned_week(const SampleAgency& agency, const Arguments& more = {}) {
  const std::string id =
      agency.plan("fern_and_paws", "2026-11-23", "week.csv", more)["schedule_id"];
  return {agency.read("week.csv"), agency.eros({"show", id, "--format", "json"}).out};
}

TEST(Determinism, TwoStoresBuiltAlikePlanTheSameBytes) {
  const SampleAgency one;
  const SampleAgency two;
  const Week first = planned_week(one);
  const Week second = planned_week(two);
  EXPECT_GT(first.csv.size(), 1000u);
  EXPECT_EQ(first.csv, second.csv);
  EXPECT_EQ(first.json, second.json);
  EXPECT_EQ(one.eros(at_noon({"analyze", "fern_and_paws", "--format", "json"})).out,
            two.eros(at_noon({"analyze", "fern_and_paws", "--format", "json"})).out);
}

TEST(Determinism, ADryRunIsThePlanAndChangesNothing) {
  const SampleAgency agency;
  const Arguments plan = at_noon({"schedule", "fern_and_paws", "--start-date", "2026-11-23"});
  Arguments dry = plan;
  dry.push_back("--dry-run");
  const std::string first = agency.eros(dry).out;
  const std::string second = agency.eros(dry).out;
  EXPECT_EQ(first, second);
  EXPECT_EQ(count_of(agency, "schedule_recommendations"), 0);
  EXPECT_EQ(count_of(agency, "active_caption_assignments"), 0);
  const std::string saved = agency.eros(plan).out;
  // All but the last lines, which say that it was saved.
  const std::string grid = first.substr(0, first.rfind("\n\n"));
  EXPECT_EQ(saved.substr(0, grid.size()), grid);
}

TEST(Determinism, AnotherSeedIsAnotherWeek) {
  const SampleAgency agency;
  const Week one = planned_week(agency);
  const Week other = planned_week(agency, {"--seed", "2"});
  EXPECT_NE(one.csv.substr(one.csv.find("Monday")), other.csv.substr(other.csv.find("Monday")));
}

}  // namespace
}  // namespace eros::testing
