#include "eros/orchestrate/standing_messages.h"

#include <gtest/gtest.h>

namespace eros::orchestrate {
namespace {

using model::PlannedElsewhere;
using Texts = std::vector<std::string>;

base::Instant at(const char* text) {
  return base::parse_instant(text, base::Zone::find("UTC")).value();
}

class StandingMessages : public ::testing::Test {
 protected:
  StandingMessages() { inputs_.page.timezone = "UTC"; }
  void plan(const char* when, const char* key, const char* schedule) {
    PlannedElsewhere& message = inputs_.planned.emplace_back();
    message.at = at(when);
    message.caption_key = key;
    message.schedule_id = schedule;
  }
  void send(const char* when, const char* key) {
    model::CaptionUse& use = inputs_.recent_uses.emplace_back();
    use.at = at(when);
    use.caption_key = key;
  }
  // As "key schedule time", for Wednesday the 25th, at its noon, where "old" is replaced.
  Texts standing() {
    const Texts replaced = {"old"};
    Texts texts;
    for (const PlannedElsewhere& message :
         standing_messages(inputs_, base::parse_day("2026-11-25").value(),
                           at("2026-11-25T12:00:00Z"), replaced)) {
      texts.push_back(message.caption_key + " " + message.schedule_id + " " +
                      base::format_instant(message.at).substr(5, 11));
    }
    return texts;
  }

  model::PageInputs inputs_;
};

TEST_F(StandingMessages, OfAReplacedWeekThePastStays) {
  plan("2026-11-25T09:00:00Z", "morning", "old");
  plan("2026-11-25T12:00:00Z", "noon", "old");
  plan("2026-11-25T15:00:00Z", "later", "old");
  plan("2026-11-25T16:00:00Z", "other", "live");
  EXPECT_EQ(standing(),
            (Texts{"morning old 11-25T09:00", "noon old 11-25T12:00", "other live 11-25T16:00"}));
}

// As with an as-of before the week was cancelled.
TEST_F(StandingMessages, OfASupersededWeekThePastStays) {
  plan("2026-11-25T09:00:00Z", "morning", "cancelled");
  plan("2026-11-25T15:00:00Z", "later", "cancelled");
  for (PlannedElsewhere& message : inputs_.planned) {
    message.status = model::ScheduleStatus::superseded;
  }
  EXPECT_EQ(standing(), (Texts{"morning cancelled 11-25T09:00"}));
}

TEST_F(StandingMessages, WhatWasSentCountsFromTheDayBefore) {
  send("2026-11-23T23:59:00Z", "long ago");
  send("2026-11-24T00:00:00Z", "yesterday");
  send("2026-11-25T11:00:00Z", "today");
  EXPECT_EQ(standing(), (Texts{"yesterday  11-24T00:00", "today  11-25T11:00"}));
}

TEST_F(StandingMessages, APlannedMessageThatWasSentCountsOnceAtTheRealTime) {
  plan("2026-11-25T09:00:00Z", "tea", "old");
  plan("2026-11-25T10:00:00Z", "bread", "live");
  send("2026-11-25T11:30:00Z", "tea");
  send("2026-11-25T10:00:00Z", "bread");
  EXPECT_EQ(standing(), (Texts{"bread live 11-25T10:00", "tea old 11-25T11:30"}));
}

TEST_F(StandingMessages, WhatIsStillToComeIsNotTakenForSent) {
  plan("2026-11-25T18:00:00Z", "tea", "live");
  send("2026-11-25T08:00:00Z", "tea");
  EXPECT_EQ(standing(), (Texts{"tea  11-25T08:00", "tea live 11-25T18:00"}));
}

}  // namespace
}  // namespace eros::orchestrate
