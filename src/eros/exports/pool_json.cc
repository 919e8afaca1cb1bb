#include "eros/exports/pool_json.h"

#include <nlohmann/json.hpp>

#include "eros/exports/json_text.h"

namespace eros::exports {
namespace {

using Json = nlohmann::ordered_json;

Json pick(const model::Pick& p, const model::CaptionBank& bank) {
  const model::Decision& d = p.decision;
  return Json{{"caption_id", base::number(p.caption_id)},
              {"caption_text", bank.text(p.bank_row)},
              {"price_tier", model::to_string(p.tier)},
              {"quota_tier", model::to_string(p.quota_tier)},
              {"filled_from_other_tier", d.filled_from_other_tier},
              {"content_category", p.category},
              {"psychological_trigger", p.trigger},
              {"has_urgency", p.has_urgency},
              {"strategy", model::to_string(d.strategy)},
              {"candidates", d.candidates},
              {"selection_probability", d.selection_probability},
              {"score", d.score},
              {"sample", d.sample},
              {"posterior_mean", d.posterior_mean},
              {"confidence_lower_bound", d.confidence_lower_bound},
              {"confidence_upper_bound", d.confidence_upper_bound},
              {"observations", d.observations},
              {"avg_emv", d.avg_emv},
              {"is_random", d.is_random},
              {"expected_revenue", d.expected_revenue ? Json(*d.expected_revenue) : Json(nullptr)},
              {"repeats", d.repeats},
              {"shares",
               {{"page_caption", d.share_page_caption},
                {"caption", d.share_caption},
                {"cell", d.share_cell},
                {"tier", d.share_tier}}},
              {"diversity",
               {{"category", d.diversity_category},
                {"price_tier", d.diversity_price_tier},
                {"urgency", d.diversity_urgency},
                {"trigger", d.diversity_trigger}}},
              {"budget_penalty", d.budget_penalty},
              {"soft_pattern_penalty", d.soft_pattern_penalty},
              {"segment_multiplier", d.segment_multiplier}};
}

Json picks(const std::vector<model::Pick>& list, const model::CaptionBank& bank) {
  Json json = Json::array();
  for (const model::Pick& p : list) json.push_back(pick(p, bank));
  return json;
}

Json quotas(const model::CaptionPool& pool) {
  Json json;
  for (model::Tier tier : model::paid_tiers) {
    json[std::string(model::to_string(tier))] = {{"wanted", pool.quota[tier]},
                                                 {"filled", pool.filled[tier]}};
  }
  json["bump"] = {{"wanted", pool.bump_quota}, {"filled", pool.bump.size()}};
  return json;
}

Json health(const model::PoolHealth& h) {
  return Json{{"bank", h.bank},
              {"inactive", h.inactive},
              {"restricted", h.restricted},
              {"cooling_down", h.cooling_down},
              {"locked_elsewhere", h.locked_elsewhere},
              {"budget_exhausted", h.budget_exhausted},
              {"eligible_ppv", h.eligible_ppv},
              {"eligible_bump", h.eligible_bump}};
}

Json filtered(const std::vector<model::FilteredCaption>& captions) {
  Json json = Json::array();
  for (const model::FilteredCaption& caption : captions) {
    json.push_back({{"caption_id", base::number(caption.caption_id)}, {"rule", caption.rule}});
  }
  return json;
}

}  // namespace

std::string pool_json(const PoolRun& run, const model::CaptionPool& pool,
                      const model::CaptionBank& bank) {
  return json_text(Json{{"page_name", run.page_name},
                        {"as_of", base::format_instant(run.as_of)},
                        {"week_start", base::format_day(run.week_start)},
                        {"segment", model::to_string(run.segment)},
                        {"policy", run.policy},
                        {"seed", run.seed},
                        {"target", pool.target},
                        {"quotas", quotas(pool)},
                        {"pool_health", health(pool.health)},
                        {"ppv", picks(pool.ppv, bank)},
                        {"ppv_alternates", picks(pool.ppv_alternates, bank)},
                        {"bump", picks(pool.bump, bank)},
                        {"bump_alternates", picks(pool.bump_alternates, bank)},
                        {"removed_by_restrictions", filtered(pool.filtered)},
                        {"warnings", pool.warnings}});
}

}  // namespace eros::exports
