#include "eros/schedule/sequence.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "eros/schedule/beam.h"
#include "eros/schedule/clean_order.h"
#include "eros/schedule/fewest_breaks.h"
#include "eros/schedule/prices.h"
#include "eros/schedule/sequence_search.h"

namespace eros::schedule {
namespace {

constexpr double negligible = 1e-9;
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr int passes = 2;             // of pricing and then searching
constexpr int wider_for_breaks = 10;  // times the beam where a pattern seems to have to break
constexpr int tries_for_clean = 20'000;
constexpr int steps_for_fewest = 40'000;

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

model::TierCounts shares_of(const Candidates& candidates,
                            const std::vector<std::size_t>& selected) {
  model::TierCounts shares;
  for (const std::size_t at : selected) {
    ++shares.of[static_cast<std::size_t>(candidates.ppv[at].quota)];
  }
  return shares;
}

// Looks for an order better than `best` where the prices lead.
BeamResult looked_for(const SequenceProblem& problem, const Prices& prices,
                      const SequenceSearch& best, int width) {
  return beam_search(problem, prices, {best.breaks(), best.value()},
                     static_cast<std::size_t>(width));
}

SequenceSearch improved(const SequenceProblem& problem, std::vector<std::size_t> order) {
  SequenceSearch search(problem.candidates, problem.slot_values, std::move(order));
  search.improve();
  return search;
}

// An order that breaks fewer patterns, if one is found along prices that hold patterns dear.
SequenceSearch along_dear_patterns(const SequenceProblem& problem, const SequenceSearch& best,
                                   const model::PlanSettings& effort) {
  constexpr double hoped_for = 0.95;  // of the value with broken patterns
  PriceSearch search(problem, true);
  search.improve(hoped_for * best.value(), false, passes * effort.price_rounds);
  BeamResult beam =
      looked_for(problem, search.prices(), best, wider_for_breaks * effort.beam_width);
  return beam.order.empty() ? best : improved(problem, std::move(beam.order));
}

// An order that breaks fewer patterns, if one is found.
SequenceSearch with_fewer_breaks(const SequenceProblem& problem, const SequenceSearch& best,
                                 const model::PlanSettings& effort) {
  SequenceSearch found = along_dear_patterns(problem, best, effort);
  if (found.breaks() == 0) return found;
  auto clean = clean_order(problem.candidates, problem.shares, tries_for_clean);
  if (clean) return improved(problem, std::move(*clean));
  SequenceSearch fewest =
      improved(problem, fewest_breaks(problem.candidates, found.order(), steps_for_fewest));
  return fewest.is_better_than(found) ? fewest : found;
}

struct Bounded {
  SequenceSearch best;
  double upper_bound;  // of all orders with as few broken patterns
};

// Betters `best`, and bounds what could still be better.
Bounded bounded(const SequenceProblem& problem, SequenceSearch best,
                const model::PlanSettings& effort) {
  const bool is_clean = best.breaks() == 0;
  const int width = effort.beam_width * (is_clean ? 1 : wider_for_breaks);
  PriceSearch search(problem, is_clean);
  double upper_bound = infinite;
  for (int pass = 0; pass < passes && upper_bound > best.value() + negligible; ++pass) {
    search.improve(best.value(), is_clean, effort.price_rounds);
    const Prices prices = search.prices();
    BeamResult beam = looked_for(problem, prices, best, width);
    if (!beam.order.empty()) {
      // A bound on orders that break more says nothing of those that break fewer.
      if (beam.worth.broken_patterns < best.breaks()) upper_bound = infinite;
      best = improved(problem, std::move(beam.order));
      if (best.breaks() == 0 && !is_clean) return bounded(problem, best, effort);
    }
    upper_bound =
        std::max(best.value(), std::min({upper_bound, beam.upper_bound, prices.upper_bound}));
  }
  return {best, upper_bound};
}

}  // namespace

Sequence put_in_sequence(const Candidates& candidates, const std::vector<std::size_t>& selected,
                         std::span<const double> slot_values, const model::PlanSettings& effort) {
  if (selected.empty()) return {};
  const SequenceProblem problem{candidates, shares_of(candidates, selected), slot_values};
  SequenceSearch start = improved(problem, sorted_order(candidates, selected, slot_values));
  if (start.breaks() > 0) start = with_fewer_breaks(problem, start, effort);
  const Bounded found = bounded(problem, start, effort);

  Sequence sequence;
  sequence.order = found.best.order();
  sequence.value = found.best.value();
  sequence.upper_bound = found.upper_bound;
  sequence.broken_patterns = found.best.breaks();
  for (std::size_t at = 0; at < sequence.order.size(); ++at) {
    sequence.standing.push_back(standing_of(candidates, found.best, slot_values, at));
  }
  return sequence;
}

}  // namespace eros::schedule
