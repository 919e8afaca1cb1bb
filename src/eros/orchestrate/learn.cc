#include "eros/orchestrate/learn.h"

#include "eros/learning/learn.h"

namespace eros::orchestrate {

model::LearnResult learn(store::Store& store, base::Instant as_of,
                         const model::Settings& settings) {
  store.ensure_zones();
  const model::Observations observations =
      store.observations(as_of, settings.learning.lookback_days);
  learning::FitOptions options;
  options.repeat_half_life_days = settings.learning.repeat_half_life_days;
  return store.save_learned(learning::learn(observations, options));
}

}  // namespace eros::orchestrate
