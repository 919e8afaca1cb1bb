#include "eros/orchestrate/logged/judgement_json.h"

#include <nlohmann/json.hpp>

namespace eros::orchestrate::logged {
namespace {

using Json = nlohmann::ordered_json;

Json value(const evaluation::Estimate& of) {
  return {{"value", of.value},
          {"standard_error", of.standard_error},
          {"lower", of.lower},
          {"upper", of.upper}};
}

Json ppvs(const PastCounts& counts) {
  return {{"planned", counts.planned},       {"used", counts.used},
          {"too_recent", counts.too_recent}, {"not_sent", counts.not_sent},
          {"promoted", counts.promoted},     {"no_chance", counts.no_chance}};
}

}  // namespace

Json to_json(const Judgement& judgement) {
  const evaluation::Evaluation& of = judgement.evaluation;
  const auto of_used = [&](const Json& figure) {
    return judgement.counts.used == 0 ? Json(nullptr) : figure;
  };
  const auto unless_refused = [&](const evaluation::Estimate& estimate) {
    return of.refusal ? Json(nullptr) : value(estimate);
  };
  return {{"policy", judgement.policy},
          {"random_share", judgement.random_share},
          {"planned_by", judgement.counts.policies},
          {"weeks", judgement.weeks},
          {"pages", judgement.pages},
          {"effective_pages", of.effective_clusters},
          {"first_planned_at", of_used(base::format_instant(judgement.first))},
          {"last_planned_at", of_used(base::format_instant(judgement.last))},
          {"ppvs", ppvs(judgement.counts)},
          {"effective_sample_size", of.effective_sample_size},
          {"largest_weight", of_used(of.largest_weight)},
          {"mean_weight", of_used(of.mean_weight)},
          {"mean_earnings", of_used(judgement.mean_earnings)},
          {"logged", of_used(value(of.logged))},
          {"inverse_propensity", unless_refused(of.inverse_propensity)},
          {"self_normalised", unless_refused(of.self_normalised)},
          {"direct", unless_refused(of.direct)},
          {"doubly_robust", unless_refused(of.doubly_robust)},
          {"gain_self_normalised", unless_refused(of.gain_self_normalised)},
          {"gain_doubly_robust", unless_refused(of.gain_doubly_robust)},
          {"refusal", of.refusal ? Json(*of.refusal) : Json(nullptr)}};
}

}  // namespace eros::orchestrate::logged
