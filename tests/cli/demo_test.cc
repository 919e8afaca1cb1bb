// The demo makes its own files anew, and touches no others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

using ::testing::HasSubstr;

TEST(Demo, MakesItsOwnFilesAnew) {
  const Workplace place;
  ASSERT_EQ(place.eros(at_noon({"demo", "--folder", "tour"})).exit_code, 0);
  const Outcome again =
      place.eros(at_noon({"demo", "--folder", "tour", "--page", "willow_travels"}));
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr("willow_travels"));
}

TEST(Demo, ReplacesNeitherAStoreNorFilesThatAreNotADemos) {
  const SampleAgency agency;
  const std::string store = agency.read("eros.duckdb");
  expect_error(agency.eros(at_noon({"demo", "--folder", "."})), 2, "eros.duckdb");
  EXPECT_EQ(agency.read("eros.duckdb"), store);
  EXPECT_FALSE(agency.has("eros-demo.txt"));

  const Workplace place;
  place.write("captions.csv", "mine");
  expect_error(place.eros(at_noon({"demo", "--folder", "."})), 2, "captions.csv");
  EXPECT_EQ(place.read("captions.csv"), "mine");
}

TEST(Demo, APageThatIsNotThereIsToldBeforeAnythingIsWritten) {
  const Workplace place;
  expect_error(place.eros(at_noon({"demo", "--folder", "tour", "--page", "nope"})), 1, "nope");
  EXPECT_FALSE(place.has("tour"));
}

}  // namespace
}  // namespace eros::testing
