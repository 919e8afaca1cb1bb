#include "eros/schedule/sequence.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "eros/schedule/clean_order.h"
#include "eros/schedule/patterns.h"
#include "eros/schedule/sequence_search.h"

namespace eros::schedule {
namespace {

// Restarts in a row that better nothing before the search ends: once no pattern is broken, and
// while one is.
constexpr int patience_for_value = 4;
constexpr int patience_for_order = 12;
constexpr std::uint64_t most_restarts = 60;
// A value that lacks less than this share of the bound is good enough to stop.
constexpr double close_enough = 1e-4;
constexpr int swaps_of_a_restart = 4;

std::vector<std::size_t> by_falling(std::size_t n, const auto& key) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return key(a) > key(b); });
  return order;
}

// The best selected caption in the best slot, and so on: what would be optimal without rules.
std::vector<std::size_t> sorted_order(const Candidates& candidates,
                                      const std::vector<std::size_t>& selected,
                                      std::span<const double> slot_values) {
  const auto slots = by_falling(selected.size(), [&](std::size_t at) { return slot_values[at]; });
  const auto captions = by_falling(
      selected.size(), [&](std::size_t at) { return candidates.ppv[selected[at]].score; });
  std::vector<std::size_t> order(selected.size());
  for (std::size_t n = 0; n < order.size(); ++n) order[slots[n]] = selected[captions[n]];
  return order;
}

double sorting_bound(const Candidates& candidates, const std::vector<std::size_t>& selected,
                     std::span<const double> slot_values) {
  model::TierCounts shares;
  for (const std::size_t at : selected) {
    ++shares.of[static_cast<std::size_t>(candidates.ppv[at].quota)];
  }
  const auto best_first =
      by_falling(candidates.ppv.size(), [&](std::size_t at) { return candidates.ppv[at].score; });
  std::vector<double> scores;  // falling
  for (const std::size_t at : best_first) {
    int& share = shares.of[static_cast<std::size_t>(candidates.ppv[at].quota)];
    if (share == 0) continue;
    --share;
    scores.push_back(candidates.ppv[at].score);
  }
  std::vector<double> values(slot_values.begin(), slot_values.end());
  std::sort(values.begin(), values.end(), std::greater<>());
  return std::inner_product(scores.begin(), scores.end(), values.begin(), 0.0);
}

void disturb(SequenceSearch& search, base::Draws draws) {
  const auto n = static_cast<double>(search.order().size());
  for (int swap = 0; swap < swaps_of_a_restart; ++swap) {
    const auto a = static_cast<std::size_t>(draws.uniform() * n);
    const auto b = static_cast<std::size_t>(draws.uniform() * n);
    search.swap(a, b);
  }
}

SequenceSearch searched(SequenceSearch best, double upper_bound,
                        const base::RandomStream& restarts) {
  best.improve();
  if (best.order().size() < 2) return best;
  const double enough = upper_bound - close_enough * std::abs(upper_bound);
  int fruitless = 0;
  for (std::uint64_t n = 0; n < most_restarts; ++n) {
    if (fruitless >= (best.breaks() == 0 ? patience_for_value : patience_for_order)) break;
    if (best.breaks() == 0 && best.value() >= enough) break;
    SequenceSearch next = best;
    disturb(next, restarts.at(n));
    next.improve();
    const bool better = next.is_better_than(best);
    fruitless = better ? 0 : fruitless + 1;
    if (better) best = std::move(next);
  }
  return best;
}

// The rule against `order` with the caption at `position` (and that of `other`, if it differs)
// changed, where the order itself broke none there.
std::string_view pattern_against(const Patterns& patterns, const std::vector<std::size_t>& order,
                                 std::size_t position, std::size_t other) {
  const std::string_view rule = patterns.rule_broken_at(order, position);
  return rule.empty() ? patterns.rule_broken_at(order, other) : rule;
}

Standing standing_of(const Candidates& candidates, const SequenceSearch& search,
                     std::span<const double> slot_values, std::size_t position) {
  Standing standing;
  const Patterns patterns(candidates.ppv);
  std::vector<std::size_t> order = search.order();
  const std::size_t here = order[position];
  const double score = candidates.ppv[here].score;

  for (const std::size_t in : search.unused(candidates.ppv[here].quota)) {
    order[position] = in;
    std::string_view rule = search.budget_against(position, in);
    if (rule.empty()) rule = patterns.rule_broken_at(order, position);
    if (rule.empty()) {
      standing.runner_up = in;
      break;
    }
    if (standing.binding_constraint.empty() && candidates.ppv[in].score > score) {
      standing.binding_constraint = rule;
    }
  }
  order[position] = here;
  // A better caption may stand in a slot worth less.
  double best_gain = 0.0;
  for (std::size_t other = 0; other < order.size() && standing.binding_constraint.empty();
       ++other) {
    const double gain =
        (slot_values[position] - slot_values[other]) * (candidates.ppv[order[other]].score - score);
    if (slot_values[other] >= slot_values[position] || gain <= best_gain) continue;
    std::swap(order[position], order[other]);
    standing.binding_constraint = pattern_against(patterns, order, position, other);
    std::swap(order[position], order[other]);
    best_gain = gain;
  }
  return standing;
}

}  // namespace

Sequence put_in_sequence(const Candidates& candidates, const std::vector<std::size_t>& selected,
                         std::span<const double> slot_values, const base::RandomStream& restarts) {
  Sequence sequence;
  sequence.upper_bound = sorting_bound(candidates, selected, slot_values);
  SequenceSearch search = searched(
      SequenceSearch(candidates, slot_values, sorted_order(candidates, selected, slot_values)),
      sequence.upper_bound, restarts);
  if (search.breaks() > 0) {
    if (auto order = clean_order(candidates, selected)) {
      search = searched(SequenceSearch(candidates, slot_values, *std::move(order)),
                        sequence.upper_bound, restarts);
    }
  }
  sequence.order = search.order();
  sequence.value = search.value();
  sequence.broken_patterns = search.breaks();
  for (std::size_t at = 0; at < sequence.order.size(); ++at) {
    sequence.standing.push_back(standing_of(candidates, search, slot_values, at));
  }
  return sequence;
}

}  // namespace eros::schedule
