#include "eros/base/error.h"
#include "eros/store/free_locks.h"
#include "eros/store/row_values.h"
#include "eros/store/store.h"
#include "eros/store/writer_guard.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;
using model::StoredSchedule;

Value or_null(const std::optional<std::string>& text) {
  return text ? Value(*text) : Value(std::monostate{});
}

std::vector<StoredSchedule> read_schedules(Engine& engine,
                                           const std::optional<std::string>& page_name,
                                           const std::optional<std::string>& status,
                                           const std::optional<std::string>& schedule_id) {
  std::vector<StoredSchedule> schedules;
  const auto rows = engine.query({"stored_schedules",
                                  {{"page_name", or_null(page_name)},
                                   {"status", or_null(status)},
                                   {"schedule_id", or_null(schedule_id)}}});
  while (rows->next()) {
    StoredSchedule schedule;
    schedule.schedule_id = rows->text(0);
    schedule.page_name = rows->text(1);
    schedule.created_at = rows->instant(2);
    schedule.week_start = rows->day(3);
    schedule.total_messages = static_cast<int>(rows->integer(4));
    schedule.total_ppvs = static_cast<int>(rows->integer(5));
    schedule.total_bumps = static_cast<int>(rows->integer(6));
    schedule.saturation_zone = word(rows->text(7), model::parse_zone);
    schedule.account_size = word(rows->text(8), model::parse_account_size);
    schedule.status = word(rows->text(9), model::parse_schedule_status);
    schedule.validation_ok = rows->flag(10);
    schedule.schedule_json = rows->text(11);
    schedule.is_cancelled = rows->flag(12);
    schedules.push_back(std::move(schedule));
  }
  return schedules;
}

// A wall-clock reading is stored as if it were UTC.
base::LocalTime wall_clock(base::Instant stored) {
  return base::LocalTime(stored.time_since_epoch());
}

model::ScheduleRow read_row(const Rows& rows) {
  model::ScheduleRow row;
  row.schedule_id = rows.text(0);
  row.page_name = rows.text(1);
  row.day_of_week = rows.text(2);
  row.scheduled_send_time = wall_clock(rows.instant(3));
  row.scheduled_send_at = rows.instant(4);
  row.message_type = word(rows.text(5), model::parse_message_type);
  row.caption_id = base::CaptionId{rows.integer(6)};
  row.caption_text = rows.text(7);
  row.price_tier = rows.text(8) == model::csv_name(model::Tier::bump)
                       ? model::Tier::bump
                       : word(rows.text(8), model::parse_tier);
  row.content_category = text_or_empty(rows, 9);
  row.has_urgency = rows.flag(10);
  row.performance_score = rows.real(11);
  row.confidence_lower_bound = real_or(rows, 12, 0.0);
  row.confidence_upper_bound = real_or(rows, 13, 1.0);
  row.price = static_cast<int>(real_or(rows, 14, 0.0));
  row.expected_revenue = optional_real(rows, 15);
  row.psychological_trigger = text_or_empty(rows, 16);
  row.follows_index = optional_int(rows, 17);
  row.timezone = rows.text(18);
  row.decision_json = text_or_empty(rows, 19);
  return row;
}

// Sets a schedule's status in one transaction with its audit row and `more`, if its status is one
// of `from`; else throws Error(failed) naming it.
void change_status(Engine& engine, const std::string& schedule_id, base::Instant at,
                   const std::vector<std::string>& from, const std::string& to,
                   const std::string& action, const std::string& hint, std::vector<Step> more) {
  std::vector<Step> steps = {
      hold_writer_guard(),
      {{"schedule_not_in", {{"schedule_id", schedule_id}, {"statuses", from}}}, true},
      {{"set_schedule_status", {{"schedule_id", schedule_id}, {"status", to}, {"at", at}}}},
      {{"log_schedule_change", {{"schedule_id", schedule_id}, {"action", action}, {"at", at}}}}};
  steps.insert(steps.end(), more.begin(), more.end());
  auto refused = engine.run_atomically(steps);
  if (!refused || !refused->next()) return;
  refused.reset();
  const auto found = read_schedules(engine, std::nullopt, std::nullopt, schedule_id);
  if (found.empty()) {
    throw Error(ErrorCode::failed, "there is no schedule '" + schedule_id + "'",
                "'eros schedules' lists those there are.");
  }
  throw Error(ErrorCode::failed, "schedule '" + schedule_id + "' " + found.front().state(), hint);
}

}  // namespace

std::vector<std::string> Store::taken_schedule_ids(std::span<const std::string> schedule_ids) {
  std::vector<std::string> taken;
  const auto rows = engine_->query(
      {"taken_schedule_ids",
       {{"schedule_ids", std::vector<std::string>(schedule_ids.begin(), schedule_ids.end())}}});
  while (rows->next()) taken.emplace_back(rows->text(0));
  return taken;
}

std::vector<StoredSchedule> Store::schedules(const std::optional<std::string>& page_name,
                                             const std::optional<model::ScheduleStatus>& status) {
  std::optional<std::string> status_word;
  if (status) status_word = model::to_string(*status);
  return read_schedules(*engine_, page_name, status_word, std::nullopt);
}

std::optional<StoredSchedule> Store::schedule(const std::string& schedule_id) {
  auto found = read_schedules(*engine_, std::nullopt, std::nullopt, schedule_id);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<model::ScheduleRow> Store::schedule_rows(const std::string& schedule_id) {
  std::vector<model::ScheduleRow> result;
  const auto rows = engine_->query({"schedule_rows", {{"schedule_id", schedule_id}}});
  while (rows->next()) result.push_back(read_row(*rows));
  return result;
}

void Store::approve(const std::string& schedule_id, base::Instant at) {
  change_status(*engine_, schedule_id, at, {"draft"}, "approved", "approve",
                "Only drafts can be approved; plan the week again for a new draft.", {});
}

void Store::cancel(const std::string& schedule_id, base::Instant at) {
  change_status(*engine_, schedule_id, at, {"draft", "approved", "exported"}, "superseded",
                "cancel", "Only a draft, approved or exported schedule can be cancelled.",
                {{free_locks({schedule_id}, "CANCELLED", at)}});
}

void Store::log_export(const std::string& schedule_id, base::Instant at, const std::string& status,
                       const std::string& format, double seconds, const std::string& error) {
  std::vector<Step> steps = {{{"log_export",
                               {{"schedule_id", schedule_id},
                                {"at", at},
                                {"status", status},
                                {"format", format},
                                {"seconds", seconds},
                                {"error", error}}}}};
  if (status == "SUCCESS") {
    const Parameters parameters = {{"schedule_id", schedule_id}, {"at", at}};
    steps.push_back({{"log_marked_exported", parameters}});
    steps.push_back({{"mark_exported", parameters}});
  }
  engine_->run_atomically(steps);
}

}  // namespace eros::store
