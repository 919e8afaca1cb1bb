#include "eros/schedule/clean_order.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "eros/base/random.h"
#include "eros/schedule/patterns.h"

namespace eros::schedule {
namespace {

constexpr std::uint64_t starts = 20;

class DepthFirst {
 public:
  DepthFirst(const Candidates& candidates, const model::TierCounts& shares, int most_tries)
      : captions_(candidates.ppv),
        patterns_(captions_),
        left_(candidates.left),
        shares_(shares),
        slots_(static_cast<std::size_t>(shares.total())),
        tries_left_(most_tries),
        used_(captions_.size()),
        best_first_(captions_.size()) {
    std::map<std::tuple<int, int, int, int, bool>, std::size_t> kinds;
    for (const Candidate& of : captions_) {
      const auto kind = std::tuple(of.quota, of.tier, of.category, of.trigger, of.urgent);
      kind_.push_back(kinds.try_emplace(kind, kinds.size()).first->second);
    }
    std::iota(best_first_.begin(), best_first_.end(), 0U);
    std::ranges::stable_sort(best_first_, std::greater(),
                             [this](std::size_t at) { return captions_[at].score; });
  }

  std::optional<std::vector<std::size_t>> run() {
    // A search that began badly may never end; one that begins elsewhere is often short.
    const int most_tries = tries_left_;
    for (std::uint64_t start = 0; start < starts; ++start) {
      tries_left_ = most_tries / static_cast<int>(starts);
      if (start > 0) begin_elsewhere(start);
      if (extend()) return std::move(order_);
      if (tries_left_ > 0) break;  // all were tried
    }
    return std::nullopt;
  }

 private:
  // The kinds in another order: any will do, if it is the same every time.
  void begin_elsewhere(std::uint64_t start) {
    const base::RandomStream stream(start, "clean order");
    std::vector<double> place(captions_.size());
    for (std::size_t kind = 0; kind < place.size(); ++kind) place[kind] = stream.uniform(kind);
    std::ranges::stable_sort(best_first_, {},
                             [&](std::size_t caption) { return place[kind_[caption]]; });
  }

  int& share_of(std::size_t caption) {
    return shares_.of[static_cast<std::size_t>(captions_[caption].quota)];
  }

  // The best unused caption of each kind that may come next, by how many of its share are left.
  std::vector<std::size_t> next_ones() {
    std::vector<std::size_t> next;
    std::vector<bool> has_kind(captions_.size());
    for (const std::size_t caption : best_first_) {
      if (used_[caption] || has_kind[kind_[caption]] || share_of(caption) == 0) continue;
      if (!left_.refuses(captions_[caption]).empty()) continue;
      has_kind[kind_[caption]] = true;
      next.push_back(caption);
    }
    std::ranges::stable_sort(next, std::greater(),
                             [this](std::size_t caption) { return share_of(caption); });
    return next;
  }

  // True: an order is found. False: there is none that begins so, or no tries are left.
  bool extend() {
    if (order_.size() == slots_) return true;
    for (const std::size_t caption : next_ones()) {
      if (tries_left_ == 0) return false;
      --tries_left_;
      order_.push_back(caption);
      if (patterns_.breaks_at_end(order_) == 0) {
        used_[caption] = true;
        --share_of(caption);
        left_.take(captions_[caption]);
        if (extend()) return true;
        left_.give_back(captions_[caption]);
        ++share_of(caption);
        used_[caption] = false;
      }
      order_.pop_back();
    }
    return false;
  }

  std::span<const Candidate> captions_;
  Patterns patterns_;
  BudgetLeft left_;
  model::TierCounts shares_;
  std::size_t slots_;
  int tries_left_;
  std::vector<bool> used_;
  std::vector<std::size_t> best_first_;
  std::vector<std::size_t> kind_;  // of each caption; alike for the rules and the budgets
  std::vector<std::size_t> order_;
};

}  // namespace

std::optional<std::vector<std::size_t>> clean_order(const Candidates& candidates,
                                                    const model::TierCounts& shares,
                                                    int most_tries) {
  return DepthFirst(candidates, shares, most_tries).run();
}

}  // namespace eros::schedule
