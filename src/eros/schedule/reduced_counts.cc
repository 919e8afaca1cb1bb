#include "eros/schedule/reduced_counts.h"

#include <numeric>

namespace eros::schedule {

DayCounts reduced_counts(DayCounts wanted, const model::DayWeights& weights, int count) {
  const auto fullest = [&] {
    std::size_t most = 0;
    for (std::size_t day = 1; day < wanted.size(); ++day) {
      if (wanted[day] * weights[most] >= wanted[most] * weights[day]) most = day;
    }
    return most;
  };
  for (int spare = std::reduce(wanted.begin(), wanted.end()) - count; spare > 0; --spare) {
    --wanted[fullest()];
  }
  return wanted;
}

}  // namespace eros::schedule
