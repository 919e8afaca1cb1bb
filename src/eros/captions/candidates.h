#pragma once
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

#include "eros/captions/budgets.h"
#include "eros/model/caption.h"

namespace eros::captions {

// A caption with its score at budget penalty 0: the most that it can have.
struct Candidate {
  double score = 0.0;
  model::CaptionBank::Row row = 0;
};
// Best first; equal scores in order of id. A type, so that sorting can inline it.
struct BestFirst {
  bool operator()(const Candidate& a, const Candidate& b) const {
    return a.score != b.score ? a.score > b.score : a.row < b.row;
  }
};

// The best candidates of one tier, put in order only as far down as somebody looks. The ordered
// ones are listed by kind: the budgets treat captions of a kind alike, so the best caption at any
// time is the first free one of some kind.
class TierCandidates {
 public:
  struct OfKind {
    Kind kind;
    std::vector<Candidate> ordered;
  };

  // At least the `limit` best are kept; worse ones may be forgotten.
  explicit TierCandidates(std::size_t limit) : limit_(limit) {}

  // A score below this one would be forgotten at once.
  double floor() const { return floor_; }
  void add(const Candidate& candidate) {
    ++added_;
    if (candidate.score < floor_) return;
    kept_.push_back(candidate);
    if (kept_.size() / 2 >= limit_) forget_the_worst();
  }
  std::size_t added() const { return added_; }
  const std::vector<OfKind>& kinds() const { return kinds_; }

  // Orders further ones, as many again as are ordered and at least 256; amortised linear time.
  // Lists of kinds only grow, and new kinds come last. Nothing may be added from then on.
  void order_more(const model::CaptionBank& bank);
  bool is_all_ordered() const { return ordered_ == kept_.size(); }
  // Is every candidate still here?
  bool is_complete() const { return added_ == kept_.size(); }
  // No candidate that is not yet ordered has a higher score.
  double bound() const {
    return ordered_ == 0 ? std::numeric_limits<double>::infinity() : kept_[ordered_ - 1].score;
  }

 private:
  void forget_the_worst();

  std::size_t limit_;
  std::size_t added_ = 0;
  double floor_ = -std::numeric_limits<double>::infinity();
  std::vector<Candidate> kept_;  // the first `ordered_` are the best, in order
  std::size_t ordered_ = 0;
  std::vector<OfKind> kinds_;
  std::unordered_map<std::uint64_t, std::size_t> place_of_kind_;  // looked up, never walked
};

}  // namespace eros::captions
