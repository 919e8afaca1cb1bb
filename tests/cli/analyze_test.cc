// What `analyze` says in words agrees with what planning will do, and with what is known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Analyze, AdvisesWhatThePlanDoes) {
  const SampleAgency agency;
  const Outcome tired = agency.eros(at_noon({"analyze", "willow_travels"}));
  EXPECT_THAT(tired.out, AllOf(HasSubstr("Next week: 8 PPVs and 24 bumps"),
                               HasSubstr("come back with about half as many"),
                               HasSubstr("twice as many free ones"), Not(HasSubstr("40 %"))));
  const Outcome usual = agency.eros(at_noon({"analyze", "cedar_runs"}));
  EXPECT_THAT(usual.out, AllOf(HasSubstr("responds as usual"), Not(HasSubstr("newest message"))));
}

TEST(Analyze, JudgesNothingWhereNothingIsKnown) {
  const SampleAgency agency;
  agency.write("new.csv", "page_name\nyoung_page\n");
  ASSERT_EQ(agency.eros({"import", "creators", "new.csv"}).exit_code, 0);
  const std::string unknown = "No messages in the last 7 days: not judged";
  const Outcome young = agency.eros(at_noon({"analyze", "young_page"}));
  EXPECT_THAT(young.out, AllOf(HasSubstr("GREEN"), HasSubstr(unknown)));
  const Outcome old =
      agency.eros({"analyze", "cedar_runs", "--as-of", "2026-12-15T12:00:00-08:00"});
  EXPECT_THAT(old.out, AllOf(HasSubstr("GREEN"), HasSubstr(unknown),
                             HasSubstr("The newest message is 28 days old.")));
}

}  // namespace
}  // namespace eros::testing
