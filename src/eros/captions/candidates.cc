#include "eros/captions/candidates.h"

#include <algorithm>
#include <limits>

namespace eros::captions {
namespace {

using model::CaptionBank;
using model::CaptionStats;

// The order of heaps: the best one is first.
constexpr auto is_worse = [](const Candidate& a, const Candidate& b) {
  return a.score != b.score ? a.score < b.score : a.row > b.row;
};

void push(std::vector<Candidate>& heap, const Candidate& candidate) {
  heap.push_back(candidate);
  std::push_heap(heap.begin(), heap.end(), is_worse);
}

Candidate pop(std::vector<Candidate>& heap) {
  std::pop_heap(heap.begin(), heap.end(), is_worse);
  const Candidate best = heap.back();
  heap.pop_back();
  return best;
}

}  // namespace

KindCandidates::KindCandidates(const CaptionBank& bank, std::vector<Candidate> at_most)
    : kind_(kind_of(bank, at_most.front().row)), waiting_(std::move(at_most)) {
  std::iter_swap(waiting_.begin(), std::ranges::max_element(waiting_, is_worse));
}

double KindCandidates::bound(std::size_t n) const {
  if (n < ordered_.size()) return ordered_[n].score;
  double bound = -std::numeric_limits<double>::infinity();
  if (!waiting_.empty()) bound = waiting_.front().score;
  if (!drawn_.empty()) bound = std::max(bound, drawn_.front().score);
  return bound;
}

const Candidate* KindCandidates::nth(std::size_t n, const Scorer& scorer) {
  if (n >= ordered_.size() && !is_heap_) {
    std::ranges::make_heap(waiting_, is_worse);
    is_heap_ = true;
  }
  while (n >= ordered_.size()) {
    if (!drawn_.empty() && (waiting_.empty() || drawn_.front().score > waiting_.front().score)) {
      ordered_.push_back(pop(drawn_));
    } else if (!waiting_.empty()) {
      const CaptionBank::Row row = pop(waiting_).row;
      push(drawn_, {scorer.drawn_score(row), row});
    } else {
      return nullptr;
    }
  }
  return &ordered_[n];
}

// Both the rows and the page's statistics are in order of id: one walk along both. A row whose text
// another has too may have its record there.
Candidates candidates_among(std::span<const CaptionBank::Row> rows, const PickRequest& request,
                            const Scorer& scorer) {
  const CaptionBank& bank = request.bank;
  std::vector<std::uint32_t> counts(bank.kinds(), 0);
  for (const CaptionBank::Row row : rows) ++counts[bank.kind[row]];
  std::vector<std::vector<Candidate>> of_kind(bank.kinds());
  for (std::size_t kind = 0; kind < counts.size(); ++kind) of_kind[kind].reserve(counts[kind]);

  const std::vector<CaptionStats>& stats = request.inputs.caption_stats;
  auto next = stats.begin();
  FirstDraws firsts = scorer.first_draws();
  for (const CaptionBank::Row row : rows) {
    const base::CaptionId id = bank.id[row];
    while (next != stats.end() && next->caption_id < id) ++next;
    const CaptionStats* known = next != stats.end() && next->caption_id == id ? &*next : nullptr;
    if (bank.first_of_text(row) != row) known = scorer.stats_of(row);
    of_kind[bank.kind[row]].push_back({scorer.highest_score(row, known, firsts.of(id)), row});
  }

  Candidates candidates;
  for (std::vector<Candidate>& at_most : of_kind) {
    if (at_most.empty()) continue;
    const auto tier = static_cast<std::size_t>(bank.tier[at_most.front().row]);
    candidates[tier].emplace_back(bank, std::move(at_most));
  }
  return candidates;
}

}  // namespace eros::captions
