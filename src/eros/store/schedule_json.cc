#include "eros/store/schedule_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "eros/store/decision_json.h"

namespace eros::store {
namespace {

using Json = nlohmann::ordered_json;

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

// Texts were checked at import; what slipped through is shown, not thrown.
std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json metadata(const model::Schedule& schedule) {
  Json json;
  json["saturation_status"] = model::to_string(schedule.volume.zone);
  json["account_size"] = model::to_string(schedule.volume.account_size);
  json["size_tier"] = model::to_string(schedule.size_tier);
  json["segment"] = model::to_string(schedule.segment);
  json["mode"] = model::to_string(schedule.volume.mode);
  json["policy"] = schedule.policy;
  json["seed"] = schedule.seed;
  json["as_of"] = base::format_instant(schedule.created_at);
  json["confidence_score"] = schedule.confidence_score;
  json["optimality_gap"] = or_null(schedule.optimality_gap);
  return json;
}

Json validation(const model::Validation& validation) {
  Json violations = Json::array();
  for (const auto& violation : validation.violations) {
    Json json;
    json["rule"] = violation.rule;
    json["is_hard"] = violation.is_hard;
    json["message"] = violation.message;
    json["messages"] = violation.messages;
    violations.push_back(std::move(json));
  }
  Json json;
  json["ok"] = validation.ok;
  json["violations"] = std::move(violations);
  return json;
}

Json pool_health(const model::PoolHealth& health) {
  Json json;
  json["bank"] = health.bank;
  json["inactive"] = health.inactive;
  json["restricted"] = health.restricted;
  json["cooling_down"] = health.cooling_down;
  json["locked_elsewhere"] = health.locked_elsewhere;
  json["budget_exhausted"] = health.budget_exhausted;
  json["eligible_ppv"] = health.eligible_ppv;
  json["eligible_bump"] = health.eligible_bump;
  return json;
}

Json message(const model::Schedule& schedule, const model::PlannedMessage& planned) {
  Json json;
  json["schedule_id"] = schedule.schedule_id;
  json["page_name"] = schedule.page_name;
  json["day_of_week"] = base::day_name(std::chrono::floor<base::days>(planned.local));
  json["scheduled_send_time"] = base::format_local(planned.local);
  json["message_type"] = model::to_string(planned.type);
  json["caption_id"] = base::number(planned.caption_id);
  json["caption_text"] = planned.caption_text;
  json["price_tier"] = model::csv_name(planned.tier);
  json["content_category"] = planned.category;
  json["has_urgency"] = planned.has_urgency;
  json["performance_score"] = planned.performance_score;
  json["scheduled_send_at"] = base::format_instant(planned.at);
  json["psychological_trigger"] = planned.trigger;
  json["price"] = planned.price;
  json["expected_revenue"] = or_null(planned.expected_revenue);
  json["follows_index"] = or_null(planned.follows);
  json["decision"] = decision_object(planned.decision);
  return json;
}

}  // namespace

std::string schedule_json(const model::Schedule& schedule) {
  const auto total = schedule.messages.size();
  const auto ppvs = static_cast<std::size_t>(
      std::ranges::count(schedule.messages, model::MessageType::ppv, &model::PlannedMessage::type));
  Json json;
  json["schedule_id"] = schedule.schedule_id;
  json["page_name"] = schedule.page_name;
  json["created_at"] = base::format_instant(schedule.created_at);
  json["start_date"] = base::format_day(schedule.start);
  json["timezone"] = schedule.timezone;
  json["saturation_zone"] = model::to_string(schedule.volume.zone);
  json["account_tier"] = model::to_string(schedule.volume.account_size);
  json["total_messages"] = total;
  json["total_ppvs"] = ppvs;
  json["total_bumps"] = total - ppvs;
  json["metadata"] = metadata(schedule);
  json["validation"] = validation(schedule.validation);
  json["warnings"] = schedule.warnings;
  json["pool_health"] = pool_health(schedule.pool_health);
  json["messages"] = Json::array();
  for (const auto& planned : schedule.messages)
    json["messages"].push_back(message(schedule, planned));
  return dump(json);
}

}  // namespace eros::store
