#include "eros/store/learned_rows.h"
#include "eros/store/store.h"
#include "eros/store/writer_guard.h"

namespace eros::store {
namespace {

constexpr base::days learned_days{90};
constexpr base::days median_days{30};

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
                             {{"insert_caption_stats",
                               {{"as_of", learned.as_of},
                                {"since", learned.as_of - learned_days},
                                {"recent_since", learned.as_of - median_days}}}}};
  for (const std::string_view name :
       {"delete_learned_model", "delete_variance_components", "delete_tier_effects",
        "delete_cell_effects", "delete_caption_effects", "delete_page_effects",
        "delete_page_caption_effects", "delete_hour_effects"}) {
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

}  // namespace eros::store
