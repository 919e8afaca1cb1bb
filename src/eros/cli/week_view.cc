#include "eros/cli/week_view.h"

namespace eros::cli {
namespace {

void add(WeekView& view, WeekMessage message) {
  (message.type == model::MessageType::ppv ? view.ppv : view.bump) += 1;
  view.expected_revenue += message.expected_revenue;
  view.messages.push_back(std::move(message));
}

}  // namespace

WeekView week_view(const model::Schedule& schedule) {
  WeekView view;
  view.schedule_id = schedule.schedule_id;
  view.page_name = schedule.page_name;
  view.timezone = schedule.timezone;
  view.status = "planned";
  view.start = schedule.start;
  view.zone = schedule.volume.zone;
  view.account_size = schedule.volume.account_size;
  view.validation_ok = schedule.validation.ok;
  view.warnings = schedule.warnings;
  for (const model::PlannedMessage& m : schedule.messages) {
    add(view, {m.local, m.type, m.tier, m.price, m.expected_revenue, m.follows.has_value(),
               m.caption_text});
  }
  return view;
}

WeekView week_view(const model::StoredSchedule& schedule, std::span<const model::ScheduleRow> rows,
                   std::vector<std::string> warnings) {
  WeekView view;
  view.schedule_id = schedule.schedule_id;
  view.page_name = schedule.page_name;
  view.timezone = rows.empty() ? "" : rows.front().timezone;
  view.status = schedule.shown_status();
  view.start = schedule.week_start;
  view.zone = schedule.saturation_zone;
  view.account_size = schedule.account_size;
  view.validation_ok = schedule.validation_ok;
  view.warnings = std::move(warnings);
  for (const model::ScheduleRow& row : rows) {
    add(view, {row.scheduled_send_time, row.message_type, row.price_tier, row.price,
               row.expected_revenue, row.follows_index.has_value(), row.caption_text});
  }
  return view;
}

}  // namespace eros::cli
