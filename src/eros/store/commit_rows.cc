#include "eros/store/commit_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "eros/store/decision_json.h"
#include "eros/store/schedule_json.h"

namespace eros::store {
namespace {

using nlohmann::json;

std::string dump(const json& rows) {
  return rows.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::size_t ppvs(const model::Schedule& schedule) {
  return static_cast<std::size_t>(
      std::ranges::count(schedule.messages, model::MessageType::ppv, &model::PlannedMessage::type));
}

json week_row(const model::Schedule& schedule) {
  return {{"schedule_id", schedule.schedule_id},
          {"page_name", schedule.page_name},
          {"created_at", base::format_instant(schedule.created_at)},
          {"week_start", base::format_day(schedule.start)},
          {"total_messages", schedule.messages.size()},
          {"saturation_zone", model::to_string(schedule.volume.zone)}};
}

json message_row(const model::Schedule& schedule, std::size_t position) {
  const auto& planned = schedule.messages[position];
  return {{"schedule_id", schedule.schedule_id},
          {"position", position},
          {"page_name", schedule.page_name},
          {"scheduled_send_at", base::format_instant(planned.at)},
          {"scheduled_send_time", base::format_local(planned.local)},
          {"message_type", model::to_string(planned.type)},
          {"caption_id", base::number(planned.caption_id)},
          {"caption_key", planned.caption_key},
          {"caption_text", planned.caption_text},
          {"price_tier", model::to_string(planned.tier)},
          {"content_category", planned.category},
          {"psychological_trigger", planned.trigger},
          {"has_urgency", planned.has_urgency},
          {"price", planned.price},
          {"performance_score", planned.performance_score},
          {"expected_revenue", planned.expected_revenue},
          {"confidence_lower_bound", planned.decision.confidence_lower_bound},
          {"confidence_upper_bound", planned.decision.confidence_upper_bound},
          {"follows_position", planned.follows ? json(*planned.follows) : json(nullptr)},
          {"decision_json", decision_json(planned.decision)}};
}

json lock_row(const model::Schedule& schedule, std::size_t position) {
  const auto& planned = schedule.messages[position];
  return {{"caption_id", base::number(planned.caption_id)},
          {"caption_key", planned.caption_key},
          {"page_name", schedule.page_name},
          {"schedule_id", schedule.schedule_id},
          {"scheduled_send_date", base::format_day(std::chrono::floor<base::days>(planned.local))},
          {"scheduled_send_hour", base::hour_of(planned.local)},
          {"price_tier", model::to_string(planned.tier)},
          {"assigned_at", base::format_instant(schedule.created_at)},
          {"position", position}};
}

// "hard_pattern:(?i)refund" is the rule "(?i)refund" of the kind "hard_pattern".
json filtered_row(const model::Schedule& schedule, const model::FilteredCaption& filtered) {
  const auto colon = filtered.rule.find(':');
  const bool has_kind = colon != std::string::npos;
  return {{"run_id", schedule.schedule_id},
          {"page_name", schedule.page_name},
          {"caption_id", base::number(filtered.caption_id)},
          {"rule_kind", filtered.rule.substr(0, colon)},
          {"rule", has_kind ? json(filtered.rule.substr(colon + 1)) : json(nullptr)},
          {"filtered_at", base::format_instant(schedule.created_at)}};
}

}  // namespace

std::string week_rows(std::span<const model::Schedule> schedules) {
  json rows = json::array();
  for (const auto& schedule : schedules) rows.push_back(week_row(schedule));
  return dump(rows);
}

std::string schedule_rows(std::span<const model::Schedule> schedules) {
  json rows = json::array();
  for (const auto& schedule : schedules) {
    json row = week_row(schedule);
    row["schedule_json"] = schedule_json(schedule);
    row["total_ppvs"] = ppvs(schedule);
    row["total_bumps"] = schedule.messages.size() - ppvs(schedule);
    row["account_size"] = model::to_string(schedule.volume.account_size);
    row["timezone"] = schedule.timezone;
    row["validation_ok"] = schedule.validation.ok;
    rows.push_back(std::move(row));
  }
  return dump(rows);
}

std::string message_rows(std::span<const model::Schedule> schedules) {
  json rows = json::array();
  for (const auto& schedule : schedules) {
    for (std::size_t i = 0; i < schedule.messages.size(); ++i) {
      rows.push_back(message_row(schedule, i));
    }
  }
  return dump(rows);
}

std::string lock_rows(std::span<const model::Schedule> schedules) {
  json rows = json::array();
  for (const auto& schedule : schedules) {
    for (std::size_t i = 0; i < schedule.messages.size(); ++i) {
      if (schedule.messages[i].type != model::MessageType::ppv) continue;
      rows.push_back(lock_row(schedule, i));
    }
  }
  return dump(rows);
}

std::string filtered_rows(std::span<const model::Schedule> schedules) {
  json rows = json::array();
  for (const auto& schedule : schedules) {
    for (const auto& filtered : schedule.filtered) rows.push_back(filtered_row(schedule, filtered));
  }
  return dump(rows);
}

}  // namespace eros::store
