#include "eros/schedule/sequence_search.h"

#include <algorithm>
#include <utility>

namespace eros::schedule {
namespace {

constexpr double smallest_gain = 1e-12;
// Beyond this many slots moves of three cost more than they bring.
constexpr std::size_t most_slots_for_three_cycles = 40;

}  // namespace

SequenceSearch::SequenceSearch(const Candidates& candidates, std::span<const double> slot_values,
                               std::vector<std::size_t> order)
    : captions_(candidates.ppv),
      slot_values_(slot_values),
      patterns_(captions_),
      left_(candidates.left),
      order_(std::move(order)) {
  std::vector<bool> used(captions_.size());
  for (const std::size_t caption : order_) {
    used[caption] = true;
    left_.take(captions_[caption]);
  }
  for (std::size_t caption = 0; caption < captions_.size(); ++caption) {
    if (used[caption]) continue;
    unused_[static_cast<std::size_t>(captions_[caption].quota)].push_back(caption);
  }
  for (std::vector<std::size_t>& share : unused_) {
    std::stable_sort(share.begin(), share.end(), [&](std::size_t a, std::size_t b) {
      return captions_[a].score > captions_[b].score;
    });
  }
  recount();
}

void SequenceSearch::recount() {
  breaks_ = 0;
  in_break_.assign(order_.size(), false);
  for (std::size_t at = 0; at < order_.size(); ++at) {
    breaks_ += patterns_.breaks_from(order_, at);
    in_break_[at] = !patterns_.rule_broken_at(order_, at).empty();
  }
}

double SequenceSearch::value() const {
  double sum = 0.0;
  for (std::size_t at = 0; at < order_.size(); ++at) sum += slot_values_[at] * score(at);
  return sum;
}

bool SequenceSearch::is_better_than(const SequenceSearch& other) const {
  if (breaks_ != other.breaks_) return breaks_ < other.breaks_;
  return value() > other.value() + smallest_gain;
}

void SequenceSearch::improve() {
  while (try_swaps() || try_replacements() || try_shifted_replacements() || try_three_cycles()) {
  }
}

void SequenceSearch::swap(std::size_t a, std::size_t b) {
  std::swap(order_[a], order_[b]);
  recount();
}

bool SequenceSearch::hopeless(double gain, bool changes_a_break) const {
  return gain <= smallest_gain && !changes_a_break;
}

int SequenceSearch::breaks_near(const Move& move) {
  int breaks = 0;
  for (std::size_t n = 0; n < move.size; ++n) {
    const std::size_t position = move.position[n];
    const std::size_t from = position < Patterns::reach ? 0 : position - Patterns::reach;
    for (std::size_t at = from; at <= position; ++at) {
      bool counted = false;  // by an earlier position of the move
      for (std::size_t m = 0; m < n && !counted; ++m) {
        counted = at <= move.position[m] && move.position[m] <= at + Patterns::reach;
      }
      if (!counted) breaks += patterns_.breaks_from(order_, at);
    }
  }
  return breaks;
}

bool SequenceSearch::try_move(const Move& move) {
  const int before = breaks_near(move);
  std::array<std::size_t, 3> old{};
  for (std::size_t n = 0; n < move.size; ++n) {
    old[n] = std::exchange(order_[move.position[n]], move.caption[n]);
  }
  const int change = breaks_near(move) - before;
  if (change < 0 || (change == 0 && move.gain > smallest_gain)) {
    if (change != 0 || breaks_ != 0) recount();
    return true;
  }
  for (std::size_t n = 0; n < move.size; ++n) order_[move.position[n]] = old[n];
  return false;
}

bool SequenceSearch::try_replacement(const Move& move, std::size_t out, std::size_t in) {
  left_.give_back(captions_[out]);
  const bool affordable = left_.refuses(captions_[in]).empty();
  if (!affordable || !try_move(move)) {
    left_.take(captions_[out]);
    return false;
  }
  left_.take(captions_[in]);
  use(in, out);
  return true;
}

void SequenceSearch::use(std::size_t in, std::size_t out) {
  std::vector<std::size_t>& share = unused_[static_cast<std::size_t>(captions_[in].quota)];
  share.erase(std::find(share.begin(), share.end(), in));
  const auto place = std::find_if(share.begin(), share.end(), [&](std::size_t caption) {
    const double other = captions_[caption].score;
    return other < captions_[out].score || (other == captions_[out].score && caption > out);
  });
  share.insert(place, out);
}

bool SequenceSearch::try_swaps() {
  bool bettered = false;
  for (std::size_t a = 0; a + 1 < order_.size(); ++a) {
    for (std::size_t b = a + 1; b < order_.size(); ++b) {
      const double gain = (slot_values_[a] - slot_values_[b]) * (score(b) - score(a));
      if (hopeless(gain, in_break(a) || in_break(b))) continue;
      bettered |= try_move({{a, b}, {order_[b], order_[a]}, 2, gain});
    }
  }
  return bettered;
}

bool SequenceSearch::try_replacements() {
  bool bettered = false;
  for (std::size_t at = 0; at < order_.size(); ++at) {
    const int quota = captions_[order_[at]].quota;
    for (std::size_t n = 0; n < unused(quota).size(); ++n) {
      const std::size_t in = unused(quota)[n];
      const double gain = slot_values_[at] * (captions_[in].score - score(at));
      if (hopeless(gain, in_break(at))) break;  // the rest score less still
      if (try_replacement({{at}, {in}, 1, gain}, order_[at], in)) {
        bettered = true;
        break;
      }
    }
  }
  return bettered;
}

// An unused caption at `a`, whose caption goes to `b`, whose caption leaves.
bool SequenceSearch::try_shifted_replacements() {
  bool bettered = false;
  for (std::size_t a = 0; a < order_.size(); ++a) {
    for (std::size_t b = 0; b < order_.size(); ++b) {
      if (a == b) continue;
      const int quota = captions_[order_[b]].quota;
      for (std::size_t n = 0; n < unused(quota).size(); ++n) {
        const std::size_t in = unused(quota)[n];
        const double gain = slot_values_[a] * (captions_[in].score - score(a)) +
                            slot_values_[b] * (score(a) - score(b));
        if (hopeless(gain, in_break(a) || in_break(b))) break;
        if (try_replacement({{a, b}, {in, order_[a]}, 2, gain}, order_[b], in)) {
          bettered = true;
          break;
        }
      }
    }
  }
  return bettered;
}

bool SequenceSearch::try_three_cycles() {
  const std::size_t n = order_.size();
  if (n > most_slots_for_three_cycles) return false;
  bool bettered = false;
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = a + 1; b < n; ++b) {
      for (std::size_t c = a + 1; c < n; ++c) {
        if (b == c) continue;
        // a's caption goes to c, b's to a, c's to b; b and c in both orders cover both turns.
        const double gain = slot_values_[a] * (score(b) - score(a)) +
                            slot_values_[b] * (score(c) - score(b)) +
                            slot_values_[c] * (score(a) - score(c));
        if (hopeless(gain, in_break(a) || in_break(b) || in_break(c))) continue;
        bettered |= try_move({{a, b, c}, {order_[b], order_[c], order_[a]}, 3, gain});
      }
    }
  }
  return bettered;
}

std::string_view SequenceSearch::budget_against(std::size_t position, std::size_t in) const {
  BudgetLeft left = left_;
  left.give_back(captions_[order_[position]]);
  return left.refuses(captions_[in]);
}

}  // namespace eros::schedule
