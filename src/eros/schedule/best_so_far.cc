#include "eros/schedule/best_so_far.h"

#include <algorithm>

namespace eros::schedule {

double BestSoFar::up_to(int step) const {
  if (step < begin || best.empty()) return StepGrid::closed;
  return best[std::min(static_cast<std::size_t>(step - begin), best.size() - 1)];
}

int BestSoFar::first_reaching(int step) const {
  const auto at = std::lower_bound(best.begin(), best.end(), up_to(step));
  return begin + static_cast<int>(at - best.begin());
}

BestSoFar best_so_far(const StepGrid& grid, const BestSoFar* before, int begin, int end, int gap) {
  BestSoFar row{begin, std::vector<double>(static_cast<std::size_t>(end - begin))};
  double best = StepGrid::closed;
  for (int step = begin; step < end; ++step) {
    const double sum = before == nullptr ? 0.0 : before->up_to(step - gap);
    best = std::max(best, sum + grid.value[static_cast<std::size_t>(step)]);
    row.best[static_cast<std::size_t>(step - begin)] = best;
  }
  return row;
}

}  // namespace eros::schedule
