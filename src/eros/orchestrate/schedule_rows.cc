#include "eros/orchestrate/schedule_rows.h"

namespace eros::orchestrate {

std::vector<model::ScheduleRow> schedule_rows(const model::Schedule& schedule) {
  std::vector<model::ScheduleRow> rows;
  rows.reserve(schedule.messages.size());
  for (const model::PlannedMessage& message : schedule.messages) {
    model::ScheduleRow row;
    row.schedule_id = schedule.schedule_id;
    row.page_name = schedule.page_name;
    row.day_of_week = base::day_name(std::chrono::floor<base::days>(message.local));
    row.scheduled_send_time = message.local;
    row.scheduled_send_at = message.at;
    row.message_type = message.type;
    row.caption_id = message.caption_id;
    row.caption_text = message.caption_text;
    row.price_tier = message.tier;
    row.content_category = message.category;
    row.has_urgency = message.has_urgency;
    row.performance_score = message.performance_score;
    row.confidence_lower_bound = message.decision.confidence_lower_bound;
    row.confidence_upper_bound = message.decision.confidence_upper_bound;
    row.price = message.price;
    row.expected_revenue = message.expected_revenue;
    row.psychological_trigger = message.trigger;
    if (message.follows) row.follows_index = static_cast<int>(*message.follows);
    row.timezone = schedule.timezone;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace eros::orchestrate
