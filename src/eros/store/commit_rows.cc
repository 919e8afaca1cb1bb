#include "eros/store/commit_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "eros/store/decision_json.h"
#include "eros/store/schedule_json.h"

namespace eros::store {
namespace {

using model::Schedule;
using nlohmann::json;
using Row = std::vector<Value>;

constexpr std::monostate null;

Value count(std::size_t number) { return static_cast<std::int64_t>(number); }
Value text(std::string_view value) { return std::string(value); }
Value real_or_null(std::optional<double> value) { return value ? Value(*value) : Value(null); }
Value text_or_null(const std::string& value) { return value.empty() ? Value(null) : Value(value); }
// A wall clock's reading, as the TIMESTAMP that shows it.
Value wall_clock(base::LocalTime local) { return base::Instant(local.time_since_epoch()); }

std::size_t ppvs(const Schedule& schedule) {
  return static_cast<std::size_t>(
      std::ranges::count(schedule.messages, model::MessageType::ppv, &model::PlannedMessage::type));
}

Row week_row(const Schedule& schedule) {
  return {schedule.schedule_id, schedule.page_name, schedule.created_at, schedule.start};
}

Row schedule_row(const Schedule& schedule) {
  return {schedule.schedule_id,
          schedule.page_name,
          schedule.created_at,
          schedule.start,
          schedule_json(schedule),
          count(schedule.messages.size()),
          count(ppvs(schedule)),
          count(schedule.messages.size() - ppvs(schedule)),
          text(model::to_string(schedule.volume.zone)),
          text(model::to_string(schedule.volume.account_size)),
          schedule.timezone,
          schedule.validation.ok,
          text("draft"),
          null};
}

Row message_row(const Schedule& schedule, std::size_t position) {
  const auto& planned = schedule.messages[position];
  return {schedule.schedule_id,
          count(position),
          schedule.page_name,
          planned.at,
          wall_clock(planned.local),
          text(model::to_string(planned.type)),
          base::number(planned.caption_id),
          planned.caption_key,
          planned.caption_text,
          text(model::to_string(planned.tier)),
          text_or_null(planned.category),
          text_or_null(planned.trigger),
          planned.has_urgency,
          std::int64_t{planned.price},
          planned.performance_score,
          real_or_null(planned.expected_revenue),
          planned.decision.confidence_lower_bound,
          planned.decision.confidence_upper_bound,
          planned.follows ? count(*planned.follows) : null,
          decision_json(planned.decision)};
}

Row lock_row(const Schedule& schedule, std::size_t position) {
  const auto& planned = schedule.messages[position];
  const auto day = std::chrono::floor<base::days>(planned.local);
  return {fmt::format("{}|{}|{}|{}", base::number(planned.caption_id), schedule.page_name,
                      base::format_day(day), schedule.schedule_id),
          base::number(planned.caption_id),
          planned.caption_key,
          schedule.page_name,
          schedule.schedule_id,
          day,
          std::int64_t{base::hour_of(planned.local)},
          text(model::to_string(planned.tier)),
          true,
          schedule.created_at,
          wall_clock(day + base::days(7)),
          null,
          null};
}

// "hard_pattern:(?i)refund" is the rule "(?i)refund" of the kind "hard_pattern".
Row filtered_row(const Schedule& schedule, const model::FilteredCaption& filtered) {
  const auto colon = filtered.rule.find(':');
  const bool has_kind = colon != std::string::npos;
  return {schedule.schedule_id,
          schedule.page_name,
          base::number(filtered.caption_id),
          filtered.rule.substr(0, colon),
          has_kind ? Value(filtered.rule.substr(colon + 1)) : null,
          null,
          schedule.created_at};
}

Row log_row(const Schedule& schedule, bool force) {
  const json details = {{"messages", schedule.messages.size()},
                        {"zone", model::to_string(schedule.volume.zone)}};
  return {schedule.created_at, text("eros"),         text(force ? "commit_forced" : "commit"),
          text("schedule"),    schedule.schedule_id, schedule.page_name,
          details.dump()};
}

struct ToJson {
  json operator()(std::monostate) const { return nullptr; }
  json operator()(base::Instant value) const { return base::format_instant(value); }
  json operator()(base::LocalDay value) const { return base::format_day(value); }
  template <typename T>
  json operator()(const T& value) const {
    return value;
  }
};

}  // namespace

CommitRows commit_rows(std::span<const Schedule> schedules, bool force) {
  CommitRows rows{
      .weeks = {{}, {"schedule_id", "page_name", "created_at", "week_start"}, {}},
      .schedules = {"schedule_recommendations",
                    {"schedule_id", "page_name", "created_at", "week_start", "schedule_json",
                     "total_messages", "total_ppvs", "total_bumps", "saturation_zone",
                     "account_size", "timezone", "validation_ok", "status", "updated_at"},
                    {}},
      .messages = {"schedule_messages",
                   {"schedule_id",
                    "position",
                    "page_name",
                    "scheduled_send_at",
                    "scheduled_send_time",
                    "message_type",
                    "caption_id",
                    "caption_key",
                    "caption_text",
                    "price_tier",
                    "content_category",
                    "psychological_trigger",
                    "has_urgency",
                    "price",
                    "performance_score",
                    "expected_revenue",
                    "confidence_lower_bound",
                    "confidence_upper_bound",
                    "follows_position",
                    "decision_json"},
                   {}},
      .locks = {"active_caption_assignments",
                {"assignment_key", "caption_id", "caption_key", "page_name", "schedule_id",
                 "scheduled_send_date", "scheduled_send_hour", "price_tier", "is_active",
                 "assigned_at", "expires_at", "deactivated_at", "deactivation_reason"},
                {}},
      .filtered = {"caption_filter_audit_log",
                   {"run_id", "page_name", "caption_id", "rule_kind", "rule", "version",
                    "filtered_at"},
                   {}},
      .log = {
          "audit_log",
          {"logged_at", "actor", "action", "object_kind", "object_id", "page_name", "details_json"},
          {}}};
  for (const auto& schedule : schedules) {
    rows.weeks.rows.push_back(week_row(schedule));
    rows.schedules.rows.push_back(schedule_row(schedule));
    for (std::size_t i = 0; i < schedule.messages.size(); ++i) {
      rows.messages.rows.push_back(message_row(schedule, i));
      if (schedule.messages[i].type != model::MessageType::ppv) continue;
      rows.locks.rows.push_back(lock_row(schedule, i));
    }
    for (const auto& filtered : schedule.filtered) {
      rows.filtered.rows.push_back(filtered_row(schedule, filtered));
    }
    rows.log.rows.push_back(log_row(schedule, force));
  }
  return rows;
}

std::string json_text(const Records& records) {
  json array = json::array();
  for (const auto& row : records.rows) {
    json object;
    for (std::size_t i = 0; i < row.size(); ++i) {
      object[std::string(records.columns[i])] = std::visit(ToJson{}, row[i]);
    }
    array.push_back(std::move(object));
  }
  return array.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace eros::store
