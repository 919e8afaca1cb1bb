#include "eros/schedule/selection.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace eros::schedule {
namespace {

using Shares = model::TierCounts;

int& share(Shares& shares, const Candidate& caption) {
  return shares.of[static_cast<std::size_t>(caption.quota)];
}

Shares shares_for(const Candidates& candidates, int n) {
  Shares shares;
  for (std::size_t at = 0; at < candidates.picked; ++at) ++share(shares, candidates.ppv[at]);
  for (int spare = shares.total() - n; spare > 0; --spare) {
    --*std::max_element(shares.of.begin(), shares.of.end());
  }
  int missing = n - shares.total();
  for (std::size_t at = candidates.picked; at < candidates.ppv.size() && missing > 0; ++at) {
    ++share(shares, candidates.ppv[at]);
    --missing;
  }
  return shares;
}

// How many budgets a caption draws on that could run out within a week of n.
int claims(const Candidate& caption, const BudgetLeft& left, int n) {
  return (caption.urgent ? 1 : 0) +
         (left.category[static_cast<std::size_t>(caption.category)] < n ? 1 : 0) +
         (left.trigger[static_cast<std::size_t>(caption.trigger)] < n ? 1 : 0);
}

// Takes captions in `order`: first within the shares, then (where budgets left a share short) any.
std::vector<std::size_t> take_in_order(const Candidates& candidates,
                                       const std::vector<std::size_t>& order, int n) {
  const auto wanted = static_cast<std::size_t>(std::max(n, 0));
  BudgetLeft left = candidates.left;
  Shares shares = shares_for(candidates, n);
  std::vector<bool> used(candidates.ppv.size());
  std::vector<std::size_t> selected;
  for (const bool within_shares : {true, false}) {
    for (const std::size_t at : order) {
      if (selected.size() == wanted) return selected;
      const Candidate& caption = candidates.ppv[at];
      if (used[at] || (within_shares && share(shares, caption) == 0)) continue;
      if (!left.refuses(caption).empty()) continue;
      --share(shares, caption);
      left.take(caption);
      used[at] = true;
      selected.push_back(at);
    }
  }
  return selected;
}

}  // namespace

std::vector<std::size_t> select_ppvs(const Candidates& candidates, int n) {
  std::vector<std::size_t> order(candidates.ppv.size());
  std::iota(order.begin(), order.end(), 0U);
  std::vector<std::size_t> selected = take_in_order(candidates, order, n);
  if (std::cmp_equal(selected.size(), n)) return selected;
  // Budgets stood in the way: captions that draw on none of them first.
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return claims(candidates.ppv[a], candidates.left, n) <
           claims(candidates.ppv[b], candidates.left, n);
  });
  std::vector<std::size_t> frugal = take_in_order(candidates, order, n);
  return frugal.size() > selected.size() ? frugal : selected;
}

std::vector<std::size_t> select_bumps(const Candidates& candidates,
                                      const std::vector<std::size_t>& ppvs, int n) {
  BudgetLeft left = candidates.left;
  std::set<std::uint32_t> used_texts;
  for (const std::size_t at : ppvs) {
    left.take(candidates.ppv[at]);
    used_texts.insert(candidates.ppv[at].pick->text_group);
  }
  std::vector<std::size_t> selected;
  for (std::size_t at = 0; at < candidates.bump.size() && std::cmp_less(selected.size(), n); ++at) {
    const Candidate& caption = candidates.bump[at];
    if (!left.refuses(caption).empty() || used_texts.contains(caption.pick->text_group)) continue;
    left.take(caption);
    selected.push_back(at);
  }
  return selected;
}

}  // namespace eros::schedule
