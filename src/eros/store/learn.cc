#include <algorithm>
#include <map>

#include "eros/store/learned_rows.h"
#include "eros/store/row_values.h"
#include "eros/store/store.h"
#include "eros/store/writer_guard.h"

namespace eros::store {
namespace {

constexpr base::days learned_days{90};
constexpr base::days median_days{30};

Parameters window(base::Instant as_of) {
  return {{"as_of", as_of}, {"since", as_of - learned_days}, {"recent_since", as_of - median_days}};
}

Statement insert_model(const model::Learned& learned) {
  return {"insert_learned_model",
          {{"learned_at", learned.as_of},
           {"observations", learned.observations},
           {"repeat_coefficient", learned.repeat_coefficient},
           {"repeat_half_life_days", learned.repeat_half_life_days},
           {"drift_z", learned.drift_z},
           {"half_life_days", learned.half_life_days ? Value(*learned.half_life_days) : Value()},
           {"smearing", learned.smearing}}};
}

}  // namespace

model::LearnResult Store::save_learned(const model::Learned& learned) {
  std::vector<Step> steps = {hold_writer_guard(),
                             {{"delete_caption_stats"}},
                             {{"insert_caption_stats", window(learned.as_of)}}};
  for (const std::string_view name :
       {"delete_learned_model", "delete_variance_components", "delete_tier_effects",
        "delete_cell_effects", "delete_caption_effects", "delete_page_effects",
        "delete_page_caption_effects", "delete_taste_effects", "delete_hour_effects"}) {
    steps.push_back({{name}});
  }
  steps.push_back({insert_model(learned)});
  const std::vector<NewRows> tables = learned_rows(learned);
  for (const NewRows& rows : tables) steps.push_back({.append = &rows});
  engine_->run_atomically(steps);

  model::LearnResult result;
  const auto rows = engine_->query({"learned"});
  if (rows->next()) {
    result.messages = rows->integer(0);
    result.pairs = rows->integer(1);
    result.pages = rows->integer(2);
  }
  return result;
}

std::vector<std::vector<model::CaptionStats>> Store::caption_stats_of_messages(
    std::span<const std::string> page_names, base::Instant as_of) {
  std::vector<std::vector<model::CaptionStats>> stats(page_names.size());
  std::map<std::string_view, std::size_t> place;
  for (std::size_t i = 0; i < page_names.size(); ++i) place.emplace(page_names[i], i);
  const auto rows = engine_->query({"caption_stats_of_messages", window(as_of)});
  while (rows->next()) {
    const auto at = place.find(rows->text(1));
    if (at == place.end()) continue;
    model::CaptionStats of;
    of.caption_id = base::CaptionId{rows->integer(0)};
    of.successes = rows->real(2);
    of.failures = rows->real(3);
    of.total_observations = rows->integer(4);
    of.avg_conversion_rate = real_or(*rows, 6, 0.0);
    of.avg_emv = real_or(*rows, 7, 0.0);
    of.confidence_lower_bound = rows->real(9);
    of.confidence_upper_bound = rows->real(10);
    stats[at->second].push_back(of);
  }
  for (auto& of_page : stats) {
    std::sort(of_page.begin(), of_page.end(),
              [](const auto& a, const auto& b) { return a.caption_id < b.caption_id; });
  }
  return stats;
}

}  // namespace eros::store
