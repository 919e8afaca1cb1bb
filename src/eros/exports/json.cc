#include "eros/exports/json.h"

#include <nlohmann/json.hpp>

#include "eros/exports/json_text.h"

namespace eros::exports {
namespace {

using Json = nlohmann::ordered_json;

// What a stored text says, null where it says nothing readable.
Json parse_stored(const std::string& text) {
  Json parsed = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  return parsed.is_discarded() ? Json(nullptr) : parsed;
}

Json member(const Json& object, const char* key) {
  return object.is_object() && object.contains(key) ? object[key] : Json(nullptr);
}

Json message(const model::ScheduleRow& row) {
  Json json;
  json["schedule_id"] = row.schedule_id;
  json["page_name"] = row.page_name;
  json["day_of_week"] = row.day_of_week;
  json["scheduled_send_time"] = base::format_local(row.scheduled_send_time);
  json["scheduled_send_at"] = base::format_instant(row.scheduled_send_at);
  json["message_type"] = model::to_string(row.message_type);
  json["caption_id"] = base::number(row.caption_id);
  json["caption_text"] = row.caption_text;
  json["price_tier"] = model::csv_name(row.price_tier);
  json["content_category"] = row.content_category;
  json["psychological_trigger"] = row.psychological_trigger;
  json["has_urgency"] = row.has_urgency;
  json["performance_score"] = row.performance_score;
  json["confidence_lower_bound"] = row.confidence_lower_bound;
  json["confidence_upper_bound"] = row.confidence_upper_bound;
  json["price"] = row.price;
  json["expected_revenue"] = row.expected_revenue ? Json(*row.expected_revenue) : Json(nullptr);
  json["follows_index"] = row.follows_index ? Json(*row.follows_index) : Json(nullptr);
  json["decision"] = parse_stored(row.decision_json);
  return json;
}

}  // namespace

std::string schedule_json(const model::StoredSchedule& schedule,
                          std::span<const model::ScheduleRow> rows) {
  const Json stored = parse_stored(schedule.schedule_json);
  Json json;
  json["schedule_id"] = schedule.schedule_id;
  json["page_name"] = schedule.page_name;
  json["created_at"] = base::format_instant(schedule.created_at);
  json["start_date"] = base::format_day(schedule.week_start);
  json["timezone"] = rows.empty() ? member(stored, "timezone") : Json(rows.front().timezone);
  json["status"] = model::to_string(schedule.status);
  json["cancelled"] = schedule.is_cancelled;
  json["saturation_zone"] = model::to_string(schedule.saturation_zone);
  json["account_size"] = model::to_string(schedule.account_size);
  json["total_messages"] = schedule.total_messages;
  json["total_ppvs"] = schedule.total_ppvs;
  json["total_bumps"] = schedule.total_bumps;
  json["validation_ok"] = schedule.validation_ok;
  json["metadata"] = member(stored, "metadata");
  json["validation"] = member(stored, "validation");
  json["warnings"] = member(stored, "warnings");
  json["messages"] = Json::array();
  for (const model::ScheduleRow& row : rows) json["messages"].push_back(message(row));
  return json_text(json);
}

std::string message_json(const model::ScheduleRow& row, const std::string& why_this_caption,
                         const std::string& why_then) {
  Json json = message(row);
  json["why_this_caption"] = why_this_caption;
  json["why_then"] = why_then;
  return json_text(json);
}

}  // namespace eros::exports
