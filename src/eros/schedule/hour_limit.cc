#include "eros/schedule/hour_limit.h"

#include <algorithm>
#include <array>

#include "eros/schedule/hour_choice.h"

namespace eros::schedule {
namespace {

constexpr int most_tries = 600;
constexpr int no_hour = -1;

class Search {
 public:
  Search(StepGrid grid, const std::vector<std::int8_t>& hours, const DayCounts& counts, int gap,
         int limit)
      : grid_(std::move(grid)), hours_(hours), counts_(counts), gap_(gap), limit_(limit) {}

  std::optional<ChosenSteps> run(const ChosenSteps& relaxed) {
    if (crowded_hour(relaxed.steps) == no_hour) return relaxed;
    if (!can_hold()) return std::nullopt;
    return descend(relaxed);
  }

 private:
  struct Child {
    std::size_t day;
    ChosenSteps chosen;
  };

  std::optional<ChosenSteps> solve() {
    ++tries_;
    return best_steps(grid_, counts_, gap_);
  }

  int hour(int step) const { return hours_[static_cast<std::size_t>(step)]; }

  // Is there room at all? At most `limit` in each hour, and in one hour of one day at most what
  // the gap lets in.
  bool can_hold() const {
    std::array<std::array<bool, 7>, 24> open{};
    int wanted = 0;
    for (std::size_t day = 0; day < 7; ++day) {
      wanted += counts_[day];
      if (counts_[day] == 0) continue;
      for (int step = grid_.day_begin[day]; step < grid_.day_begin[day + 1]; ++step) {
        if (grid_.is_open(step)) open[static_cast<std::size_t>(hour(step))][day] = true;
      }
    }
    const int in_one = (60 + gap_ - 1) / gap_;
    int room = 0;
    for (const auto& days : open) {
      const auto n = static_cast<int>(std::count(days.begin(), days.end(), true));
      room += std::min(limit_, n * in_one);
    }
    return room >= wanted;
  }

  // The hour used most beyond the limit.
  int crowded_hour(const std::vector<int>& steps) const {
    std::array<int, 24> used{};
    for (const int step : steps) ++used[static_cast<std::size_t>(hour(step))];
    const auto most = std::max_element(used.begin(), used.end());
    return *most > limit_ ? static_cast<int>(most - used.begin()) : no_hour;
  }

  std::vector<std::size_t> days_using(int wanted_hour, const std::vector<int>& steps) const {
    std::vector<std::size_t> days;
    for (const int step : steps) {
      if (hour(step) != wanted_hour) continue;
      const auto after = std::upper_bound(grid_.day_begin.begin(), grid_.day_begin.end(), step);
      const auto day = static_cast<std::size_t>(after - grid_.day_begin.begin() - 1);
      if (days.empty() || days.back() != day) days.push_back(day);
    }
    return days;
  }

  // Closes an hour of a day; returns the values that it had.
  std::vector<double> close(std::size_t day, int closed_hour) {
    std::vector<double> before(grid_.value.begin() + grid_.day_begin[day],
                               grid_.value.begin() + grid_.day_begin[day + 1]);
    for (int step = grid_.day_begin[day]; step < grid_.day_begin[day + 1]; ++step) {
      if (hour(step) == closed_hour) grid_.value[static_cast<std::size_t>(step)] = StepGrid::closed;
    }
    return before;
  }
  void restore(std::size_t day, const std::vector<double>& values) {
    std::copy(values.begin(), values.end(), grid_.value.begin() + grid_.day_begin[day]);
  }

  std::optional<ChosenSteps> descend(const ChosenSteps& chosen) {
    const int crowded = crowded_hour(chosen.steps);
    if (crowded == no_hour) return chosen;
    std::vector<Child> children;
    for (const std::size_t day : days_using(crowded, chosen.steps)) {
      if (tries_ >= most_tries) break;
      const std::vector<double> before = close(day, crowded);
      if (std::optional<ChosenSteps> found = solve()) children.push_back({day, *std::move(found)});
      restore(day, before);
    }
    std::stable_sort(children.begin(), children.end(), [](const Child& a, const Child& b) {
      return a.chosen.value > b.chosen.value;
    });
    for (const Child& child : children) {
      const std::vector<double> before = close(child.day, crowded);
      std::optional<ChosenSteps> found = descend(child.chosen);
      restore(child.day, before);
      if (found) return found;
      if (tries_ >= most_tries) break;
    }
    return std::nullopt;
  }

  StepGrid grid_;
  const std::vector<std::int8_t>& hours_;
  const DayCounts& counts_;
  int gap_;
  int limit_;
  int tries_ = 0;
};

}  // namespace

int most_in_one_hour(int n) { return std::max(2, (n + 3) / 4); }

std::optional<ChosenSteps> best_steps_with_hour_limit(const StepGrid& grid,
                                                      const std::vector<std::int8_t>& hour_of_step,
                                                      const DayCounts& counts, int gap, int limit) {
  const std::optional<ChosenSteps> relaxed = best_steps(grid, counts, gap);
  if (!relaxed) return std::nullopt;
  std::optional<ChosenSteps> known = Search(grid, hour_of_step, counts, gap, limit).run(*relaxed);
  // Where the limit did not bind, or cannot hold, there is nothing to better.
  if (!known || known->value >= relaxed->value) return known;
  const std::optional<ChosenSteps> better =
      best_hours(grid, hour_of_step, counts, gap, limit, *known);
  return better && !better->steps.empty() ? better : known;
}

}  // namespace eros::schedule
