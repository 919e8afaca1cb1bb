#include "eros/schedule/hour_choice.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <utility>

#include "eros/schedule/best_so_far.h"

namespace eros::schedule {
namespace {

constexpr double negligible = 1e-9;
constexpr std::size_t most_ways_a_day = 20'000;
constexpr int most_tries = 500'000;
constexpr int price_rounds = 60;
constexpr std::size_t hours = 24;

// Steps in a row that lie in one local hour of one day.
struct Stretch {
  int begin = 0;
  int end = 0;
  std::size_t hour = 0;
};

// One way to send a day's messages: a stretch for each, in order of time.
struct Way {
  std::vector<std::uint8_t> stretches;  // of the day
  double value = 0.0;
  double loss = 0.0;  // against the day's best way at the hours' prices
};

struct Day {
  std::vector<Stretch> stretches;
  std::vector<Way> ways;
  int count = 0;
};

std::vector<Stretch> open_stretches(const StepGrid& grid, const std::vector<std::int8_t>& hours_at,
                                    std::size_t day) {
  std::vector<Stretch> stretches;
  for (int step = grid.day_begin[day]; step < grid.day_begin[day + 1]; ++step) {
    if (!grid.is_open(step)) continue;
    const auto hour = static_cast<std::uint8_t>(hours_at[static_cast<std::size_t>(step)]);
    if (stretches.empty() || stretches.back().hour != hour) {
      stretches.push_back({step, step, hour});
    }
    stretches.back().end = step + 1;
  }
  return stretches;
}

class Ways {
 public:
  Ways(const StepGrid& grid, int gap, Day& day) : grid_(grid), gap_(gap), day_(day) {}

  bool list() {
    extend(0, nullptr);
    return day_.ways.size() <= most_ways_a_day;
  }

 private:
  void extend(std::size_t from, const BestSoFar* before) {
    if (day_.ways.size() > most_ways_a_day) return;
    if (std::cmp_equal(chosen_.size(), day_.count)) {
      day_.ways.push_back({chosen_, before == nullptr ? 0.0 : before->best.back(), 0.0});
      return;
    }
    for (std::size_t at = from; at < day_.stretches.size(); ++at) {
      const Stretch& stretch = day_.stretches[at];
      const BestSoFar here = best_so_far(grid_, before, stretch.begin, stretch.end, gap_);
      if (here.best.back() == StepGrid::closed) continue;
      chosen_.push_back(static_cast<std::uint8_t>(at));
      extend(at, &here);
      chosen_.pop_back();
    }
  }

  const StepGrid& grid_;
  int gap_;
  Day& day_;
  std::vector<std::uint8_t> chosen_;
};

class Choice {
 public:
  Choice(const StepGrid& grid, int gap, int limit, const ChosenSteps& known)
      : grid_(grid), gap_(gap), limit_(limit), known_(known.value) {}

  bool add(Day day) {
    if (!Ways(grid_, gap_, day).list()) return false;
    days_.push_back(std::move(day));
    return true;
  }

  // Nothing if the search was cut short; no steps if nothing is better than what is known.
  std::optional<ChosenSteps> run() {
    set_prices();
    keep_near_ways();
    chosen_.resize(days_.size());
    best_.value = known_;
    descend(0, 0.0, 0.0);
    if (tries_ > most_tries) return std::nullopt;
    return std::move(best_);
  }

 private:
  double price_of(const Day& day, const Way& way, const std::array<double, hours>& price) const {
    double sum = 0.0;
    for (const std::uint8_t at : way.stretches) sum += price[day.stretches[at].hour];
    return sum;
  }

  double bound_at(const std::array<double, hours>& price, std::array<int, hours>& used) const {
    double bound = limit_ * std::accumulate(price.begin(), price.end(), 0.0);
    for (const Day& day : days_) {
      const Way* best = nullptr;
      double most = -std::numeric_limits<double>::infinity();
      for (const Way& way : day.ways) {
        const double left = way.value - price_of(day, way, price);
        if (left > most) {
          most = left;
          best = &way;
        }
      }
      bound += most;
      if (best == nullptr) continue;
      for (const std::uint8_t at : best->stretches) ++used[day.stretches[at].hour];
    }
    return bound;
  }

  void set_prices() {
    std::array<double, hours> price{};
    double scale = 1.0;
    bound_ = std::numeric_limits<double>::infinity();
    for (int round = 0; round < price_rounds && bound_ > known_ + negligible; ++round) {
      std::array<int, hours> used{};
      const double bound = bound_at(price, used);
      if (bound < bound_) {
        bound_ = bound;
        price_ = price;
      } else {
        scale *= 0.8;
      }
      double square = 0.0;
      for (std::size_t hour = 0; hour < hours; ++hour) {
        const int over = used[hour] - limit_;
        if (over > 0 || price[hour] > 0.0) square += static_cast<double>(over) * over;
      }
      if (square == 0.0) return;
      const double step = scale * std::max(bound - known_, negligible) / square;
      for (std::size_t hour = 0; hour < hours; ++hour) {
        price[hour] = std::max(0.0, price[hour] + step * (used[hour] - limit_));
      }
    }
  }

  // Ways that a choice better than what is known can use, the least loss first.
  void keep_near_ways() {
    const double room = bound_ - known_;
    for (Day& day : days_) {
      double most = -std::numeric_limits<double>::infinity();
      for (Way& way : day.ways) {
        way.loss = price_of(day, way, price_) - way.value;
        most = std::max(most, -way.loss);
      }
      for (Way& way : day.ways) way.loss += most;
      std::erase_if(day.ways, [&](const Way& way) { return way.loss >= room; });
      std::stable_sort(day.ways.begin(), day.ways.end(),
                       [](const Way& a, const Way& b) { return a.loss < b.loss; });
    }
  }

  void descend(std::size_t at, double lost, double value) {
    if (at == days_.size()) {
      if (value > best_.value + negligible) keep(value);
      return;
    }
    for (const Way& way : days_[at].ways) {
      if (bound_ - lost - way.loss <= best_.value + negligible) return;
      if (++tries_ > most_tries) return;
      if (use(days_[at], way, 1)) {
        chosen_[at] = &way;
        descend(at + 1, lost + way.loss, value + way.value);
      }
      use(days_[at], way, -1);
    }
  }

  bool use(const Day& day, const Way& way, int n) {
    bool fits = true;
    for (const std::uint8_t at : way.stretches) {
      int& used = used_[day.stretches[at].hour];
      used += n;
      fits = fits && used <= limit_;
    }
    return fits;
  }

  void keep(double value) {
    best_ = {{}, value};
    for (std::size_t at = 0; at < days_.size(); ++at) {
      const std::vector<int> steps = steps_of(days_[at], *chosen_[at]);
      best_.steps.insert(best_.steps.end(), steps.begin(), steps.end());
    }
  }

  std::vector<int> steps_of(const Day& day, const Way& way) const {
    std::vector<BestSoFar> rows;
    rows.reserve(way.stretches.size());
    for (const std::uint8_t at : way.stretches) {
      const Stretch& stretch = day.stretches[at];
      rows.push_back(best_so_far(grid_, rows.empty() ? nullptr : &rows.back(), stretch.begin,
                                 stretch.end, gap_));
    }
    std::vector<int> steps(rows.size());
    int latest = grid_.steps() - 1;
    for (std::size_t n = rows.size(); n-- > 0;) {
      steps[n] = rows[n].first_reaching(latest);
      latest = steps[n] - gap_;
    }
    return steps;
  }

  const StepGrid& grid_;
  int gap_;
  int limit_;
  double known_;
  std::vector<Day> days_;
  double bound_ = 0.0;
  std::array<double, hours> price_{};
  // Of the search.
  std::array<int, hours> used_{};
  std::vector<const Way*> chosen_;
  ChosenSteps best_;
  int tries_ = 0;
};

}  // namespace

std::optional<ChosenSteps> best_hours(const StepGrid& grid,
                                      const std::vector<std::int8_t>& hour_of_step,
                                      const DayCounts& counts, int gap, int limit,
                                      const ChosenSteps& known) {
  Choice choice(grid, gap, limit, known);
  int latest = -gap;
  for (std::size_t at = 0; at < counts.size(); ++at) {
    if (counts[at] == 0) continue;
    Day day{open_stretches(grid, hour_of_step, at), {}, counts[at]};
    if (day.stretches.empty() || day.stretches.front().begin < latest + gap) return std::nullopt;
    latest = day.stretches.back().end - 1;
    if (!choice.add(std::move(day))) return std::nullopt;
  }
  return choice.run();
}

}  // namespace eros::schedule
