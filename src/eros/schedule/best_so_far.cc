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
  const auto fill = [&](int from, int to, auto sum_before) {
    for (int step = from; step < to; ++step) {
      best = std::max(best, sum_before(step) + grid.value[static_cast<std::size_t>(step)]);
      row.best[static_cast<std::size_t>(step - begin)] = best;
    }
  };
  if (before == nullptr || before->best.empty()) {
    const double sum = before == nullptr ? 0.0 : StepGrid::closed;
    fill(begin, end, [=](int) { return sum; });
    return row;
  }
  // Nothing of `before` is early enough; its entry a gap earlier; its last one.
  const int shift = before->begin + gap;
  const int first = std::clamp(shift, begin, end);
  const int last = std::clamp(shift + static_cast<int>(before->best.size()) - 1, first, end);
  fill(begin, first, [](int) { return StepGrid::closed; });
  fill(first, last, [&](int step) { return before->best[static_cast<std::size_t>(step - shift)]; });
  fill(last, end, [&](int) { return before->best.back(); });
  return row;
}

}  // namespace eros::schedule
