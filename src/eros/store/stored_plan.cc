#include "eros/store/stored_plan.h"

#include <nlohmann/json.hpp>

#include "eros/store/row_values.h"

namespace eros::store {
namespace {

using Json = nlohmann::ordered_json;  // a decision record keeps its order

// Reads with `read`; every way in which the JSON can be wrong is one error.
template <typename Read>
auto from_json(const model::StoredSchedule& schedule, Read read) {
  try {
    return read(Json::parse(schedule.schedule_json));
  } catch (const Json::exception&) {
    throw base::Error(base::ErrorCode::failed,
                      "the stored plan of " + schedule.schedule_id + " cannot be read",
                      "Was the store written by another program?");
  }
}

model::Tier parse_csv_tier(std::string_view name) {
  return name == model::csv_name(model::Tier::bump) ? model::Tier::bump
                                                    : word(name, model::parse_tier);
}

model::ScheduleRow row_of(const model::StoredSchedule& schedule, const base::Zone& zone,
                          const Json& message) {
  const auto text = [&](const char* field) { return message.at(field).get<std::string>(); };
  model::ScheduleRow row;
  row.schedule_id = schedule.schedule_id;
  row.page_name = schedule.page_name;
  row.timezone = zone.name();
  row.scheduled_send_at = base::parse_instant(text("scheduled_send_at"), zone).value();
  row.scheduled_send_time = zone.to_local(row.scheduled_send_at);
  row.day_of_week = text("day_of_week");
  row.message_type = word(text("message_type"), model::parse_message_type);
  row.caption_id = base::CaptionId{message.at("caption_id").get<std::int64_t>()};
  row.caption_text = text("caption_text");
  row.price_tier = parse_csv_tier(text("price_tier"));
  row.content_category = text("content_category");
  row.has_urgency = message.at("has_urgency").get<bool>();
  row.performance_score = message.at("performance_score").get<double>();
  row.price = message.at("price").get<int>();
  if (const Json& revenue = message.at("expected_revenue"); !revenue.is_null()) {
    row.expected_revenue = revenue.get<double>();
  }
  row.psychological_trigger = text("psychological_trigger");
  if (const Json& ppv = message.at("follows_index"); !ppv.is_null()) row.follows_index = ppv;
  const Json& decision = message.at("decision");
  row.confidence_lower_bound = decision.at("confidence_lower_bound").get<double>();
  row.confidence_upper_bound = decision.at("confidence_upper_bound").get<double>();
  row.decision_json = decision.dump();
  return row;
}

}  // namespace

std::vector<model::ScheduleRow> planned_rows(const model::StoredSchedule& schedule) {
  return from_json(schedule, [&](const Json& plan) {
    const base::Zone zone = base::Zone::find(plan.at("timezone").get<std::string>());
    std::vector<model::ScheduleRow> rows;
    for (const Json& message : plan.at("messages")) {
      rows.push_back(row_of(schedule, zone, message));
    }
    return rows;
  });
}

std::vector<std::string> plan_warnings(const model::StoredSchedule& schedule) {
  return from_json(schedule, [](const Json& plan) {
    return plan.at("warnings").get<std::vector<std::string>>();
  });
}

PlannedWith planned_with(const model::StoredSchedule& schedule) {
  return from_json(schedule, [](const Json& plan) {
    const Json& metadata = plan.at("metadata");
    return PlannedWith{word(metadata.at("segment").get<std::string>(), model::parse_segment),
                       metadata.at("seed").get<std::uint64_t>()};
  });
}

}  // namespace eros::store
