#include "eros/store/decision_json.h"

#include <nlohmann/json.hpp>

namespace eros::store {
namespace {

using Json = nlohmann::ordered_json;

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

template <typename T>
void read(const Json& json, const char* field, std::optional<T>& target) {
  const auto found = json.find(field);
  if (found != json.end() && found->is_number()) target = found->get<T>();
}

// Numbers and truth values are taken only where the record has exactly that.
template <typename T>
void read(const Json& json, const char* field, T& target) {
  const auto found = json.find(field);
  if (found == json.end()) return;
  const bool fits = std::is_same_v<T, bool>          ? found->is_boolean()
                    : std::is_same_v<T, std::string> ? found->is_string()
                                                     : found->is_number();
  if (fits) target = found->get<T>();
}

model::Strategy parse_strategy(const Json& json) {
  for (const auto strategy : {model::Strategy::exploit, model::Strategy::balanced}) {
    if (json.value("strategy", "") == model::to_string(strategy)) return strategy;
  }
  return model::Strategy::explore;
}

}  // namespace

Json decision_object(const model::Decision& decision) {
  Json json;
  json["candidates"] = decision.candidates;
  json["selection_probability"] =
      decision.promoted ? Json(nullptr) : Json(decision.selection_probability);
  json["promoted"] = decision.promoted;
  json["is_random"] = decision.is_random;
  json["sample"] = decision.sample;
  json["posterior_mean"] = decision.posterior_mean;
  json["confidence_lower_bound"] = decision.confidence_lower_bound;
  json["confidence_upper_bound"] = decision.confidence_upper_bound;
  json["observations"] = decision.observations;
  json["avg_emv"] = decision.avg_emv;
  json["share_page_caption"] = decision.share_page_caption;
  json["share_caption"] = decision.share_caption;
  json["share_cell"] = decision.share_cell;
  json["share_tier"] = decision.share_tier;
  json["repeats"] = decision.repeats;
  json["expected_revenue"] = or_null(decision.expected_revenue);
  json["diversity_category"] = decision.diversity_category;
  json["diversity_price_tier"] = decision.diversity_price_tier;
  json["diversity_urgency"] = decision.diversity_urgency;
  json["diversity_trigger"] = decision.diversity_trigger;
  json["budget_penalty"] = decision.budget_penalty;
  json["soft_pattern_penalty"] = decision.soft_pattern_penalty;
  json["segment_multiplier"] = decision.segment_multiplier;
  json["score"] = decision.score;
  json["strategy"] = model::to_string(decision.strategy);
  json["filled_from_other_tier"] = decision.filled_from_other_tier;
  json["slot_value"] = decision.slot_value;
  json["runner_up"] = decision.runner_up ? Json(base::number(*decision.runner_up)) : Json(nullptr);
  json["runner_up_score"] = or_null(decision.runner_up_score);
  json["binding_constraint"] = decision.binding_constraint;
  json["seed"] = decision.seed;
  json["policy"] = decision.policy;
  json["version"] = decision.version;
  return json;
}

std::string decision_json(const model::Decision& decision) {
  return decision_object(decision).dump(-1, ' ', false, Json::error_handler_t::replace);
}

model::Decision parse_decision(std::string_view text) {
  model::Decision decision;
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return decision;
  read(json, "candidates", decision.candidates);
  decision.selection_probability = 0.0;
  read(json, "selection_probability", decision.selection_probability);
  read(json, "promoted", decision.promoted);
  read(json, "is_random", decision.is_random);
  read(json, "sample", decision.sample);
  read(json, "posterior_mean", decision.posterior_mean);
  read(json, "confidence_lower_bound", decision.confidence_lower_bound);
  read(json, "confidence_upper_bound", decision.confidence_upper_bound);
  read(json, "observations", decision.observations);
  read(json, "avg_emv", decision.avg_emv);
  read(json, "share_page_caption", decision.share_page_caption);
  read(json, "share_caption", decision.share_caption);
  read(json, "share_cell", decision.share_cell);
  read(json, "share_tier", decision.share_tier);
  read(json, "repeats", decision.repeats);
  read(json, "expected_revenue", decision.expected_revenue);
  read(json, "diversity_category", decision.diversity_category);
  read(json, "diversity_price_tier", decision.diversity_price_tier);
  read(json, "diversity_urgency", decision.diversity_urgency);
  read(json, "diversity_trigger", decision.diversity_trigger);
  read(json, "budget_penalty", decision.budget_penalty);
  read(json, "soft_pattern_penalty", decision.soft_pattern_penalty);
  read(json, "segment_multiplier", decision.segment_multiplier);
  read(json, "score", decision.score);
  read(json, "filled_from_other_tier", decision.filled_from_other_tier);
  read(json, "slot_value", decision.slot_value);
  read(json, "binding_constraint", decision.binding_constraint);
  read(json, "seed", decision.seed);
  read(json, "policy", decision.policy);
  read(json, "version", decision.version);
  if (const auto id = json.find("runner_up"); id != json.end() && id->is_number())
    decision.runner_up = base::CaptionId{id->get<std::int64_t>()};
  read(json, "runner_up_score", decision.runner_up_score);
  decision.strategy = parse_strategy(json);
  return decision;
}

}  // namespace eros::store
