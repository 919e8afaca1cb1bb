#include "eros/orchestrate/old_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace eros::orchestrate {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const base::Zone pacific = base::Zone::find("America/Los_Angeles");

base::Instant at(const char* text) { return base::parse_instant(text, pacific).value(); }

class OldData : public ::testing::Test {
 protected:
  OldData() {
    inputs_.page.timezone = pacific.name();
    send("2026-11-16T23:30:00");
    send("2026-11-10T09:00:00");
  }
  void send(const char* when) { inputs_.recent_uses.emplace_back().at = at(when); }

  model::PageInputs inputs_;  // newest first
};

TEST_F(OldData, IsNothingToSayOfForTwoWeeks) {
  EXPECT_THAT(warnings_of_old_data(inputs_, at("2026-11-17T12:00:00"), at("2026-11-17T11:00:00")),
              IsEmpty());
  EXPECT_THAT(warnings_of_old_data(inputs_, at("2026-11-30T23:30:00"), std::nullopt), IsEmpty());
}

TEST_F(OldData, IsToldWithTheDayOfTheNewestMessage) {
  EXPECT_THAT(warnings_of_old_data(inputs_, at("2026-12-01T12:00:00"), std::nullopt),
              ElementsAre(HasSubstr("newest message is of 2026-11-16, 14 days ago: volume")));
}

TEST_F(OldData, IsWhatWasLearnedTooLongAgo) {
  EXPECT_THAT(warnings_of_old_data(inputs_, at("2026-11-17T12:00:00"), at("2026-10-30T11:00:00")),
              ElementsAre("What captions earn was learned on 2026-10-30, 18 days ago: run 'eros "
                          "learn', then plan again."));
}

TEST_F(OldData, IsNoneOfAPageWithoutMessages) {
  inputs_.recent_uses.clear();
  EXPECT_THAT(warnings_of_old_data(inputs_, at("2026-11-17T12:00:00"), std::nullopt),
              ElementsAre(HasSubstr("No message of the page is known")));
}

}  // namespace
}  // namespace eros::orchestrate
