#include "eros/schedule/beam.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "eros/schedule/patterns.h"

namespace eros::schedule {
namespace {

constexpr double negligible = 1e-9;
constexpr double infinite = std::numeric_limits<double>::infinity();

// The beginning of an order: its last caption and the beginning before that.
struct Beginning {
  std::size_t before = 0;  // in the level of the slot before
  std::size_t column = 0;  // of the prices
  double lost = 0.0;       // by its pairs, its broken patterns and the windows that it has passed
  double estimate = 0.0;   // with what its rest will lose at least
};
using Level = std::vector<Beginning>;

class Search {
 public:
  Search(const SequenceProblem& problem, const Prices& prices, const Worth& known,
         std::size_t width)
      : problem_(problem),
        prices_(prices),
        captions_(problem.candidates.ppv),
        patterns_(captions_),
        slots_(problem.slot_values.size()),
        known_(known),
        break_loss_(more_than_all_value()),
        room_(prices.upper_bound - known.value + known.broken_patterns * break_loss_ - negligible),
        width_(width) {
    look_ahead();
  }

  BeamResult run() {
    levels_.push_back({{}});
    for (std::size_t slot = 0; slot < slots_; ++slot) {
      levels_.emplace_back();
      for (std::size_t at = 0; at < levels_[slot].size(); ++at) extend(slot, at);
      narrow(levels_.back());
    }
    return told();
  }

 private:
  // No two orders differ by as much.
  double more_than_all_value() const {
    double least = 0.0;
    for (const Candidate& caption : captions_) least = std::min(least, caption.score);
    const auto& values = problem_.slot_values;
    const double worst = least * std::accumulate(values.begin(), values.end(), 0.0);
    return 1.0 + prices_.upper_bound - worst;
  }

  std::size_t columns() const { return prices_.captions.size(); }
  double loss(std::size_t slot, std::size_t column) const { return prices_.loss.row(slot)[column]; }
  double& ahead(std::size_t slot, std::size_t column) { return ahead_[slot * columns() + column]; }

  // What the estimate of a beginning grows by with `column` in `slot`.
  double regret(std::size_t slot, std::size_t column) {
    return loss(slot, column) - ahead(slot + 1, column);
  }

  // ahead(slot, c): what c loses at least if it stands in none of the slots before `slot`.
  void look_ahead() {
    ahead_.resize((slots_ + 1) * columns());
    all_ahead_.assign(slots_ + 1, 0.0);
    for (std::size_t column = 0; column < columns(); ++column) {
      ahead(slots_, column) = prices_.unused_loss[column];
      all_ahead_[slots_] += ahead(slots_, column);
    }
    options_.resize(slots_);
    for (std::size_t slot = slots_; slot-- > 0;) {
      for (std::size_t column = 0; column < columns(); ++column) {
        ahead(slot, column) = std::min(ahead(slot + 1, column), loss(slot, column));
        all_ahead_[slot] += ahead(slot, column);
        if (loss(slot, column) < room_) options_[slot].push_back(column);
      }
      std::stable_sort(
          options_[slot].begin(), options_[slot].end(),
          [&](std::size_t a, std::size_t b) { return regret(slot, a) < regret(slot, b); });
    }
  }

  // Everything that may follow the beginning `at` of the level of `slot`.
  void extend(std::size_t slot, std::size_t at) {
    const Beginning from = levels_[slot][at];
    unroll(slot, at);
    double rest = all_ahead_[slot + 1];
    for (const std::size_t column : columns_) rest -= ahead(slot + 1, column);
    order_.push_back(0);
    for (const std::size_t column : options_[slot]) {
      Beginning next{at, column, from.lost + loss(slot, column),
                     from.lost + rest + regret(slot, column)};
      if (next.estimate >= room_) break;  // the rest are no better
      const std::size_t caption = prices_.captions[column];
      if (!allows(caption)) continue;
      order_.back() = caption;
      const double more = break_loss_ * patterns_.breaks_at_end(order_) + left_in_windows(slot);
      next.lost += more;
      next.estimate += more;
      if (next.estimate < room_) levels_[slot + 1].push_back(next);
    }
  }

  // The order of a beginning, and what it leaves of shares and budgets.
  void unroll(std::size_t slot, std::size_t at) {
    order_.resize(slot);
    columns_.resize(slot);
    left_ = problem_.candidates.left;
    shares_ = problem_.shares;
    for (std::size_t level = slot; level > 0; --level) {
      const Beginning& beginning = levels_[level][at];
      columns_[level - 1] = beginning.column;
      order_[level - 1] = prices_.captions[beginning.column];
      const Candidate& caption = captions_[order_[level - 1]];
      left_.take(caption);
      --shares_.of[static_cast<std::size_t>(caption.quota)];
      at = beginning.before;
    }
  }

  bool allows(std::size_t caption) const {
    const Candidate& candidate = captions_[caption];
    return shares_.of[static_cast<std::size_t>(candidate.quota)] > 0 &&
           left_.refuses(candidate).empty() &&
           std::find(order_.begin(), order_.end() - 1, caption) == order_.end() - 1;
  }

  // The price of what the order leaves free in the windows that end with `slot`.
  double left_in_windows(std::size_t slot) const {
    const auto ends = [](const PricedWindow& window) { return window.begin + window.size - 1; };
    double price = 0.0;
    auto window = std::lower_bound(
        prices_.windows.begin(), prices_.windows.end(), slot,
        [&](const PricedWindow& a, std::size_t wanted) { return ends(a) < wanted; });
    for (; window != prices_.windows.end() && ends(*window) == slot; ++window) {
      int left = window->most;
      for (std::size_t at = window->begin; at <= slot; ++at) {
        left -= captions_[order_[at]].*window->attribute == window->name ? 1 : 0;
      }
      price += left * window->price;
    }
    return price;
  }

  void narrow(Level& level) {
    if (level.size() <= width_) return;
    const auto end = level.begin() + static_cast<std::ptrdiff_t>(width_);
    std::nth_element(level.begin(), end, level.end(), [](const Beginning& a, const Beginning& b) {
      return std::tie(a.estimate, a.before, a.column) < std::tie(b.estimate, b.before, b.column);
    });
    least_left_out_ = std::min(least_left_out_, end->estimate);
    level.erase(end, level.end());
  }

  BeamResult told() {
    BeamResult result;
    double least_lost = room_;
    for (std::size_t at = 0; at < levels_.back().size(); ++at) {
      unroll(slots_, at);
      const Worth worth = worth_of_order();
      const double lost = prices_.upper_bound - worth.value + break_loss_ * worth.broken_patterns;
      if (lost >= least_lost) continue;
      least_lost = lost;
      result.worth = worth;
      result.order = order_;
    }
    const int fewest = result.order.empty() ? known_.broken_patterns : result.worth.broken_patterns;
    result.upper_bound = prices_.upper_bound + fewest * break_loss_ - least_left_out_;
    return result;
  }

  Worth worth_of_order() const {
    Worth worth;
    for (std::size_t slot = 0; slot < slots_; ++slot) {
      worth.value += problem_.slot_values[slot] * captions_[order_[slot]].score;
      worth.broken_patterns += patterns_.breaks_from(order_, slot);
    }
    return worth;
  }

  const SequenceProblem& problem_;
  const Prices& prices_;
  std::span<const Candidate> captions_;
  Patterns patterns_;
  std::size_t slots_;
  Worth known_;
  double break_loss_;
  double room_;  // what an order may lose at most
  std::size_t width_;
  std::vector<double> ahead_;
  std::vector<double> all_ahead_;                  // over the captions
  std::vector<std::vector<std::size_t>> options_;  // by slot: columns that lose little enough
  std::vector<Level> levels_;                      // [n]: beginnings of n captions
  double least_left_out_ = infinite;
  // Of the beginning being extended.
  std::vector<std::size_t> order_;
  std::vector<std::size_t> columns_;
  BudgetLeft left_;
  model::TierCounts shares_;
};

}  // namespace

BeamResult beam_search(const SequenceProblem& problem, const Prices& prices, const Worth& known,
                       std::size_t width) {
  return Search(problem, prices, known, width).run();
}

}  // namespace eros::schedule
