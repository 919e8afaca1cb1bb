#include "eros/store/stored_plan.h"

#include <gmock/gmock.h>

#include "eros/base/error.h"
#include "eros/store/decision_json.h"
#include "store/sample_store.h"

namespace eros::store {
namespace {

using ::testing::ElementsAre;
using testing::monday;
using testing::noon;

TEST(StoredPlan, HasTheRowsThatTheViewHad) {
  testing::SampleStore store;
  model::Schedule week = testing::sample_schedule(
      "fern", "s1", monday, {{1, 0}, {2, 3}, {3, 4, model::MessageType::bump}});
  week.messages[2].follows = 1;
  week.messages[0].trigger = "Curiosity";
  week.messages[0].has_urgency = true;
  week.warnings = {"The week is short."};
  store->commit(std::span(&week, 1), model::LockScope::agency, false);
  const std::vector<model::ScheduleRow> live = store->schedule_rows("s1");
  store->cancel("s1", noon);

  const model::StoredSchedule stored = store->schedule("s1").value();
  const std::vector<model::ScheduleRow> planned = planned_rows(stored);
  ASSERT_EQ(planned.size(), live.size());
  for (std::size_t n = 0; n < live.size(); ++n) {
    const model::ScheduleRow& a = planned[n];
    const model::ScheduleRow& b = live[n];
    EXPECT_EQ(a.schedule_id, b.schedule_id);
    EXPECT_EQ(a.page_name, b.page_name);
    EXPECT_EQ(a.timezone, b.timezone);
    EXPECT_EQ(a.day_of_week, b.day_of_week);
    EXPECT_EQ(a.scheduled_send_time, b.scheduled_send_time);
    EXPECT_EQ(a.scheduled_send_at, b.scheduled_send_at);
    EXPECT_EQ(a.message_type, b.message_type);
    EXPECT_EQ(a.caption_id, b.caption_id);
    EXPECT_EQ(a.caption_text, b.caption_text);
    EXPECT_EQ(a.price_tier, b.price_tier);
    EXPECT_EQ(a.content_category, b.content_category);
    EXPECT_EQ(a.psychological_trigger, b.psychological_trigger);
    EXPECT_EQ(a.has_urgency, b.has_urgency);
    EXPECT_EQ(a.performance_score, b.performance_score);
    EXPECT_EQ(a.confidence_lower_bound, b.confidence_lower_bound);
    EXPECT_EQ(a.confidence_upper_bound, b.confidence_upper_bound);
    EXPECT_EQ(a.price, b.price);
    EXPECT_EQ(a.expected_revenue, b.expected_revenue);
    EXPECT_EQ(a.follows_index, b.follows_index);
    EXPECT_EQ(decision_json(parse_decision(a.decision_json)),
              decision_json(parse_decision(b.decision_json)));
  }
  EXPECT_THAT(plan_warnings(stored), ElementsAre("The week is short."));
}

TEST(StoredPlan, ThatCannotBeReadIsAnError) {
  model::StoredSchedule stored;
  stored.schedule_id = "s1";
  for (const char* text : {"", "[]", "{\"messages\": 3}", "not json"}) {
    stored.schedule_json = text;
    EXPECT_THROW(planned_rows(stored), base::Error) << text;
    EXPECT_THROW(plan_warnings(stored), base::Error) << text;
  }
}

}  // namespace
}  // namespace eros::store
