#pragma once
#include <array>
#include <span>
#include <vector>

#include "eros/captions/budgets.h"
#include "eros/captions/score.h"
#include "eros/model/caption.h"

namespace eros::captions {

// A caption with its score at budget penalty 0: the most that it can have.
struct Candidate {
  double score = 0.0;
  model::CaptionBank::Row row = 0;
};

// The candidates of one kind: the budgets treat them alike, so the best caption of a week's next
// place is the first free one of some kind. They are drawn and put in order only as far down as
// somebody looks: first those that may score highest, until what has been drawn beats all that
// wait.
class KindCandidates {
 public:
  // `at_most`: captions with the most that they can score, at least one. Time: linear.
  KindCandidates(const model::CaptionBank& bank, std::vector<Candidate> at_most);

  const Kind& kind() const { return kind_; }
  std::size_t size() const { return waiting_.size() + drawn_.size() + ordered_.size(); }
  // No candidate from the n-th on, counted from 0, has a higher score; -infinity if there is none.
  double bound(std::size_t n) const;
  // The n-th best, equal scores in order of id; null if there are fewer. n is at most one more than
  // was asked for before. Time: logarithmic, mostly one or two draws.
  const Candidate* nth(std::size_t n, const Scorer& scorer);

 private:
  Kind kind_;
  std::vector<Candidate> waiting_;  // with the most that they can score; the best is first
  bool is_heap_ = false;            // is all of waiting_? Most kinds are never looked into.
  std::vector<Candidate> drawn_;    // a heap, with their scores
  std::vector<Candidate> ordered_;  // beat all drawn and waiting
};

// By tier.
using Candidates = std::array<std::vector<KindCandidates>, 6>;

// All of `rows`, which ascend. Time: linear, a look at each.
Candidates candidates_among(std::span<const model::CaptionBank::Row> rows,
                            const PickRequest& request, const Scorer& scorer);

}  // namespace eros::captions
