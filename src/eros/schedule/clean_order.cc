#include "eros/schedule/clean_order.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "eros/schedule/patterns.h"

namespace eros::schedule {
namespace {

constexpr int most_tries = 4000;

class Search {
 public:
  Search(const Candidates& candidates, const std::vector<std::size_t>& selected)
      : captions_(candidates.ppv),
        patterns_(captions_),
        left_(candidates.left),
        size_(selected.size()),
        used_(captions_.size()),
        best_first_(captions_.size()) {
    for (const std::size_t at : selected) ++share(captions_[at]);
    std::iota(best_first_.begin(), best_first_.end(), 0U);
    std::stable_sort(best_first_.begin(), best_first_.end(), [&](std::size_t a, std::size_t b) {
      return captions_[a].score > captions_[b].score;
    });
  }

  std::optional<std::vector<std::size_t>> run() {
    if (!extend()) return std::nullopt;
    return order_;
  }

 private:
  // What the rules see of a caption: of equals, trying one is enough.
  using Kind = std::tuple<int, int, int, int, bool>;

  int& share(const Candidate& caption) { return shares_[static_cast<std::size_t>(caption.quota)]; }

  bool extend() {
    if (order_.size() == size_) return true;
    if (++tries_ > most_tries) return false;
    std::vector<Kind> tried;
    for (const std::size_t at : best_first_) {
      const Candidate& caption = captions_[at];
      if (used_[at] || share(caption) == 0 || !left_.refuses(caption).empty()) continue;
      const Kind kind{caption.quota, caption.tier, caption.category, caption.trigger,
                      caption.urgent};
      if (std::find(tried.begin(), tried.end(), kind) != tried.end()) continue;
      tried.push_back(kind);
      if (extend_by(at)) return true;
      if (tries_ > most_tries) return false;
    }
    return false;
  }

  bool extend_by(std::size_t at) {
    order_.push_back(at);
    if (patterns_.rule_broken_at(order_, order_.size() - 1).empty()) {
      used_[at] = true;
      --share(captions_[at]);
      left_.take(captions_[at]);
      if (extend()) return true;
      left_.give_back(captions_[at]);
      ++share(captions_[at]);
      used_[at] = false;
    }
    order_.pop_back();
    return false;
  }

  std::span<const Candidate> captions_;
  Patterns patterns_;
  BudgetLeft left_;
  std::size_t size_;
  std::vector<bool> used_;
  std::vector<std::size_t> best_first_;
  std::array<int, model::paid_tiers.size()> shares_{};
  std::vector<std::size_t> order_;
  int tries_ = 0;
};

}  // namespace

std::optional<std::vector<std::size_t>> clean_order(const Candidates& candidates,
                                                    const std::vector<std::size_t>& selected) {
  return Search(candidates, selected).run();
}

}  // namespace eros::schedule
