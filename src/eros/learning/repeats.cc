#include "eros/learning/repeats.h"

#include <cmath>

namespace eros::learning {

double repeats_after(double repeats_at_last, base::Instant last, base::Instant later,
                     double half_life_days) {
  const std::chrono::duration<double, std::chrono::days::period> age = later - last;
  return (repeats_at_last + 1.0) * std::exp2(-age.count() / half_life_days);
}

std::vector<double> decayed_repeats(const model::Observations& observations,
                                    double half_life_days) {
  std::vector<double> repeats(observations.size(), 0.0);
  for (std::size_t i = 1; i < observations.size(); ++i) {
    const bool is_same = observations.caption[i] == observations.caption[i - 1] &&
                         observations.page[i] == observations.page[i - 1];
    if (!is_same) continue;
    repeats[i] =
        repeats_after(repeats[i - 1], observations.at[i - 1], observations.at[i], half_life_days);
  }
  return repeats;
}

}  // namespace eros::learning
