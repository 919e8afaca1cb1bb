#include "eros/cli/week_view.h"

namespace eros::cli {
namespace {

void add(WeekView& view, WeekMessage message) {
  (message.type == model::MessageType::ppv ? view.ppv : view.bump) += 1;
  view.messages.push_back(std::move(message));
}

// The sum over those PPVs of which it is known.
std::optional<double> expected_of_ppvs(const WeekView& view) {
  std::optional<double> sum;
  if (view.ppv == 0) sum = 0.0;
  for (const WeekMessage& message : view.messages) {
    if (message.type != model::MessageType::ppv || !message.expected_revenue) continue;
    sum = sum.value_or(0.0) + *message.expected_revenue;
  }
  return sum;
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
  view.expected_revenue = expected_of_ppvs(view);
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
  view.expected_revenue = expected_of_ppvs(view);
  return view;
}

}  // namespace eros::cli
