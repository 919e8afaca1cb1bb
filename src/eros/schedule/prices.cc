#include "eros/schedule/prices.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "eros/schedule/patterns.h"

namespace eros::schedule {
namespace {

constexpr double negligible = 1e-9;
constexpr double momentum = 0.7;  // of the direction that prices move in
constexpr int patience = 4;       // rounds without a better bound before steps are halved

}  // namespace

PriceSearch::PriceSearch(const SequenceProblem& problem, bool prices_patterns)
    : captions_(problem.candidates.ppv),
      slots_(problem.slot_values),
      shares_(problem.shares.of.size()),
      once_(captions_.size()) {
  const BudgetLeft& left = problem.candidates.left;
  add_limits(problem.shares.of);
  urgent_ = add_limits(std::span(&left.urgent, 1));
  category_ = add_limits(left.category);
  trigger_ = add_limits(left.trigger);
  if (prices_patterns) {
    add_windows({&Candidate::trigger, Patterns::reach + 1, 1, false, left.trigger.size()});
    add_windows({&Candidate::category, 2, 1, false, left.category.size()});
    add_windows({&Candidate::tier, 3, 2, true, shares_});
  }
  price_.assign(most_.size(), 0.0);
  direction_.assign(most_.size(), 0.0);
  for (std::size_t at = 0; at < captions_.size(); ++at) {
    if (problem.shares.of[static_cast<std::size_t>(captions_[at].quota)] > 0) {
      columns_.push_back(at);
    }
  }
  start_from_sorting();
  set_columns();
  evaluate();
  keep_if_better();
}

std::size_t PriceSearch::add_limits(std::span<const int> limits) {
  const std::size_t first = most_.size();
  most_.insert(most_.end(), limits.begin(), limits.end());
  return first;
}

void PriceSearch::add_windows(WindowRule rule) {
  if (std::cmp_less_equal(slots_.size(), rule.most)) return;
  rule.size = std::min(rule.size, slots_.size());
  rule.first = most_.size();
  most_.insert(most_.end(), rule.names * windows(rule), rule.most);
  rules_.push_back(std::move(rule));
}

std::size_t PriceSearch::windows(const WindowRule& rule) const {
  return slots_.size() - rule.size + 1;
}

std::size_t PriceSearch::price_at(const WindowRule& rule, std::size_t name,
                                  std::size_t window) const {
  return rule.first + name * windows(rule) + window;
}

PriceSearch::Range PriceSearch::windows_with(const WindowRule& rule, std::size_t slot) const {
  return {slot < rule.size ? 0 : slot - rule.size + 1, std::min(slot, windows(rule) - 1)};
}

// Without budgets and patterns the best captions of each share go, sorted, to the sorted slots, and
// a caption's price is a convex function of its score, whose slope is the value of the slot that
// captions of such scores get.
void PriceSearch::start_from_sorting() {
  std::vector<double> values(slots_.begin(), slots_.end());
  std::sort(values.begin(), values.end(), std::greater<>());
  std::vector<std::size_t> best_first = columns_;
  std::stable_sort(best_first.begin(), best_first.end(), [&](std::size_t a, std::size_t b) {
    return captions_[a].score > captions_[b].score;
  });
  std::vector<int> room(most_.begin(), most_.begin() + static_cast<std::ptrdiff_t>(shares_));
  std::vector<std::size_t> chosen;
  for (const std::size_t at : best_first) {
    int& left = room[static_cast<std::size_t>(captions_[at].quota)];
    if (left == 0) continue;
    --left;
    chosen.push_back(at);
  }
  double price = 0.0;
  for (std::size_t n = chosen.size(); n-- > 0;) {
    const Candidate& caption = captions_[chosen[n]];
    if (n + 1 < chosen.size()) {
      price += values[n] * (caption.score - captions_[chosen[n + 1]].score);
    }
    const auto quota = static_cast<std::size_t>(caption.quota);
    if (room[quota]++ == 0) price_[quota] = price;  // the last of its share
    once_[chosen[n]] = price - price_[quota];
  }
}

void PriceSearch::set_columns() {
  score_.clear();
  for (WindowRule& rule : rules_) rule.name_of_column.clear();
  for (const std::size_t at : columns_) {
    score_.push_back(captions_[at].score);
    for (WindowRule& rule : rules_) {
      rule.name_of_column.push_back(static_cast<std::uint32_t>(captions_[at].*rule.attribute));
    }
  }
}

void PriceSearch::improve(double target, bool is_at_hand, int rounds) {
  if (is_at_hand) drop_hopeless(target);
  for (int round = 0; round < rounds && best_bound_ > target + negligible; ++round) {
    if (!step(target)) break;
    evaluate();
    if (keep_if_better()) {
      fruitless_ = 0;
      if (is_at_hand) drop_hopeless(target);
    } else if (++fruitless_ == patience) {
      fruitless_ = 0;
      scale_ /= 2.0;
      go_back();
    }
  }
  go_back();
}

double PriceSearch::caption_price(const Candidate& caption) const {
  return price_[static_cast<std::size_t>(caption.quota)] +
         (caption.urgent ? price_[urgent_] : 0.0) +
         price_[category_ + static_cast<std::size_t>(caption.category)] +
         price_[trigger_ + static_cast<std::size_t>(caption.trigger)];
}

// The bound at the present prices.
void PriceSearch::evaluate() {
  fill_gains();
  std::vector<double> once;
  for (const std::size_t at : columns_) once.push_back(once_[at]);
  assignment_ = best_assignment(gains_, std::move(once));
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    once_[columns_[column]] = assignment_.column_price[column];
  }
  bound_ = assignment_.value + std::inner_product(price_.begin(), price_.end(), most_.begin(), 0.0);
}

void PriceSearch::fill_gains() {
  const std::size_t n = columns_.size();
  gains_.rows = slots_.size();
  gains_.columns = n;
  gains_.value.resize(slots_.size() * n);
  fixed_.clear();
  for (const std::size_t at : columns_) fixed_.push_back(caption_price(captions_[at]));
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    const std::span<double> gain = std::span(gains_.value).subspan(slot * n, n);
    for (std::size_t column = 0; column < n; ++column) {
      gain[column] = slots_[slot] * score_[column] - fixed_[column];
    }
    for (const WindowRule& rule : rules_) charge(rule, slot, gain);
  }
}

void PriceSearch::charge(const WindowRule& rule, std::size_t slot, std::span<double> gain) {
  const auto [first, last] = windows_with(rule, slot);
  by_name_.assign(rule.names, 0.0);
  double all = 0.0;
  for (std::size_t name = 0; name < rule.names; ++name) {
    for (std::size_t window = first; window <= last; ++window) {
      by_name_[name] += price_[price_at(rule, name, window)];
    }
    all += by_name_[name];
  }
  if (all == 0.0) return;
  for (std::size_t column = 0; column < gain.size(); ++column) {
    gain[column] -= by_name_[rule.name_of_column[column]];
  }
}

bool PriceSearch::keep_if_better() {
  if (bound_ >= best_bound_ - negligible) return false;
  best_bound_ = bound_;
  best_price_ = price_;
  best_once_ = once_;
  return true;
}

void PriceSearch::go_back() {
  price_ = best_price_;
  once_ = best_once_;
  evaluate();
}

void PriceSearch::drop_hopeless(double known) {
  std::vector<std::size_t> kept;
  std::vector<std::size_t> renumbered(columns_.size());
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    double least_loss = std::numeric_limits<double>::infinity();
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
      least_loss = std::min(least_loss, assignment_.row_price[slot] - gains_.row(slot)[column]);
    }
    least_loss += assignment_.column_price[column];
    if (least_loss > negligible && bound_ - least_loss <= known) continue;
    renumbered[column] = kept.size();
    kept.push_back(columns_[column]);
  }
  if (kept.size() == columns_.size()) return;
  for (std::size_t& column : assignment_.column_of_row) column = renumbered[column];
  columns_ = std::move(kept);
  set_columns();
}

// What is used beyond its limit gets dearer, what is not used up cheaper. False if there is
// nothing to change.
bool PriceSearch::step(double target) {
  usage_.assign(price_.size(), 0);
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    count(slot, captions_[columns_[assignment_.column_of_row[slot]]]);
  }
  double square = 0.0;
  for (std::size_t at = 0; at < price_.size(); ++at) {
    double& direction = direction_[at];
    direction = momentum * direction + (1.0 - momentum) * (usage_[at] - most_[at]);
    if (at >= shares_ && price_[at] == 0.0) direction = std::max(0.0, direction);
    square += direction * direction;
  }
  if (square == 0.0) return false;
  const double size = scale_ * std::max(bound_ - target, negligible) / square;
  for (std::size_t at = 0; at < price_.size(); ++at) {
    price_[at] += size * direction_[at];
    if (at >= shares_) price_[at] = std::max(0.0, price_[at]);
  }
  return true;
}

void PriceSearch::count(std::size_t slot, const Candidate& caption) {
  ++usage_[static_cast<std::size_t>(caption.quota)];
  if (caption.urgent) ++usage_[urgent_];
  if (caption.category != 0) ++usage_[category_ + static_cast<std::size_t>(caption.category)];
  if (caption.trigger != 0) ++usage_[trigger_ + static_cast<std::size_t>(caption.trigger)];
  for (const WindowRule& rule : rules_) {
    const int name = caption.*rule.attribute;
    if (name == 0 && !rule.counts_unnamed) continue;
    const auto [first, last] = windows_with(rule, slot);
    for (std::size_t window = first; window <= last; ++window) {
      ++usage_[price_at(rule, static_cast<std::size_t>(name), window)];
    }
  }
}

Prices PriceSearch::prices() const {
  Prices prices{bound_, columns_, gains_, assignment_.column_price, {}};
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      double& loss = prices.loss.value[slot * columns_.size() + column];
      loss = assignment_.row_price[slot] + assignment_.column_price[column] - loss;
    }
  }
  for (const WindowRule& rule : rules_) {
    for (std::size_t name = 0; name < rule.names; ++name) {
      for (std::size_t begin = 0; begin < windows(rule); ++begin) {
        const double price = price_[price_at(rule, name, begin)];
        if (price == 0.0) continue;
        prices.windows.push_back(
            {rule.attribute, static_cast<int>(name), begin, rule.size, rule.most, price});
      }
    }
  }
  std::stable_sort(prices.windows.begin(), prices.windows.end(),
                   [](const PricedWindow& a, const PricedWindow& b) {
                     return a.begin + a.size < b.begin + b.size;
                   });
  return prices;
}

}  // namespace eros::schedule
