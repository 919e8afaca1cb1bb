#include "eros/schedule/sequence.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <list>

#include "eros/schedule/patterns.h"
#include "eros/schedule/selection.h"

namespace eros::schedule {
namespace {

// A pool small enough to try every order.
struct SmallPool {
  std::list<model::Pick> picks;  // that the candidates point to
  Candidates candidates;
  std::vector<double> slots;
};

SmallPool small_pool() {
  SmallPool pool;
  const int n = *rc::gen::inRange(1, 6);
  const int all = *rc::gen::inRange(n, 9);
  for (int at = 0; at < all; ++at) {
    model::Pick& pick = pool.picks.emplace_back();
    pick.text_group = static_cast<std::uint32_t>(at);
    Candidate caption;
    caption.pick = &pick;
    caption.score = *rc::gen::inRange(-20, 100) / 100.0;
    caption.tier = caption.quota = *rc::gen::inRange(0, 3);
    caption.category = *rc::gen::inRange(0, 4);
    caption.trigger = *rc::gen::inRange(0, 4);
    caption.urgent = *rc::gen::inRange(0, 4) == 0;
    pool.candidates.ppv.push_back(caption);
  }
  pool.candidates.picked = static_cast<std::size_t>(n);
  pool.candidates.left.urgent = *rc::gen::inRange(0, 4);
  pool.candidates.left.category.assign(4, 20);
  pool.candidates.left.trigger.assign(4, *rc::gen::inRange(1, 4));
  pool.candidates.left.trigger[0] = 1000;
  for (int at = 0; at < n; ++at) pool.slots.push_back(*rc::gen::inRange(50, 150) / 100.0);
  return pool;
}

struct Best {
  int breaks = 1000;
  double value = -1e9;
};

// Every choice and order with the same shares of tiers as `selected`.
Best best_by_trying(const SmallPool& pool, const std::vector<std::size_t>& selected) {
  const std::vector<Candidate>& captions = pool.candidates.ppv;
  std::array<int, 5> shares{};
  for (const std::size_t at : selected) ++shares[static_cast<std::size_t>(captions[at].quota)];
  BudgetLeft left = pool.candidates.left;
  const Patterns patterns(captions);
  std::vector<std::size_t> order;
  std::vector<bool> used(captions.size());
  Best best;
  std::function<void(double)> next = [&](double value) {
    if (order.size() == selected.size()) {
      int breaks = 0;
      for (std::size_t at = 0; at < order.size(); ++at) breaks += patterns.breaks_from(order, at);
      if (breaks < best.breaks || (breaks == best.breaks && value > best.value)) {
        best = {breaks, value};
      }
      return;
    }
    for (std::size_t at = 0; at < captions.size(); ++at) {
      int& share = shares[static_cast<std::size_t>(captions[at].quota)];
      if (used[at] || share == 0 || !left.refuses(captions[at]).empty()) continue;
      used[at] = true;
      --share;
      left.take(captions[at]);
      order.push_back(at);
      next(value + pool.slots[order.size() - 1] * captions[at].score);
      order.pop_back();
      left.give_back(captions[at]);
      ++share;
      used[at] = false;
    }
  };
  next(0.0);
  return best;
}

RC_GTEST_PROP(Sequence, BreaksNoRuleThatAnOrderCouldKeep, ()) {
  SmallPool pool = small_pool();
  const std::vector<std::size_t> selected =
      select_ppvs(pool.candidates, static_cast<int>(pool.slots.size()));
  pool.slots.resize(selected.size());
  const Sequence sequence =
      put_in_sequence(pool.candidates, selected, pool.slots, model::PlanSettings());
  const Best best = best_by_trying(pool, selected);
  RC_ASSERT(sequence.broken_patterns == best.breaks);
  RC_ASSERT(sequence.value <= best.value + 1e-9);
  RC_ASSERT(best.value <= sequence.upper_bound + 1e-9);
  RC_CLASSIFY(sequence.value >= best.value - 1e-9, "optimal");
  RC_CLASSIFY(sequence.value < best.value - 0.03 * std::abs(best.value), "more than 3 % below");
}

RC_GTEST_PROP(Sequence, KeepsBudgetsAndShares, ()) {
  SmallPool pool = small_pool();
  const std::vector<std::size_t> selected =
      select_ppvs(pool.candidates, static_cast<int>(pool.slots.size()));
  pool.slots.resize(selected.size());
  const Sequence sequence =
      put_in_sequence(pool.candidates, selected, pool.slots, model::PlanSettings());
  BudgetLeft left = pool.candidates.left;
  std::array<int, 5> shares{};
  for (const std::size_t at : selected) {
    ++shares[static_cast<std::size_t>(pool.candidates.ppv[at].quota)];
  }
  for (const std::size_t at : sequence.order) {
    RC_ASSERT(left.refuses(pool.candidates.ppv[at]).empty());
    left.take(pool.candidates.ppv[at]);
    --shares[static_cast<std::size_t>(pool.candidates.ppv[at].quota)];
  }
  RC_ASSERT(shares == (std::array<int, 5>{}));
}

}  // namespace
}  // namespace eros::schedule
