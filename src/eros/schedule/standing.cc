#include "eros/schedule/standing.h"

#include <string_view>
#include <utility>

#include "eros/schedule/patterns.h"

namespace eros::schedule {
namespace {

class Judge {
 public:
  Judge(const Candidates& candidates, const SequenceSearch& search,
        std::span<const double> slot_values, std::size_t position)
      : captions_(candidates.ppv),
        search_(search),
        values_(slot_values),
        position_(position),
        patterns_(captions_),
        order_(search.order()) {}

  Standing judged() {
    try_unused();
    try_exchanges();
    return std::move(standing_);
  }

 private:
  double score(std::size_t position) const { return captions_[order_[position]].score; }

  void refused(double gain, std::string_view rule) {
    if (gain <= most_gain_ || rule.empty()) return;
    most_gain_ = gain;
    standing_.binding_constraint = rule;
  }

  void try_unused() {
    const std::size_t here = order_[position_];
    const double here_score = captions_[here].score;
    for (const std::size_t in : search_.unused(captions_[here].quota)) {  // best first
      order_[position_] = in;
      std::string_view rule = search_.budget_against(position_, in);
      if (rule.empty()) rule = patterns_.rule_broken_at(order_, position_);
      if (rule.empty()) {
        standing_.runner_up = in;
        break;
      }
      refused(values_[position_] * (captions_[in].score - here_score), rule);
    }
    order_[position_] = here;
  }

  void try_exchanges() {
    for (std::size_t other = 0; other < order_.size(); ++other) {
      const double gain = (values_[position_] - values_[other]) * (score(other) - score(position_));
      if (gain <= most_gain_) continue;
      std::swap(order_[position_], order_[other]);
      std::string_view rule = patterns_.rule_broken_at(order_, position_);
      if (rule.empty()) rule = patterns_.rule_broken_at(order_, other);
      std::swap(order_[position_], order_[other]);
      refused(gain, rule);
    }
  }

  std::span<const Candidate> captions_;
  const SequenceSearch& search_;
  std::span<const double> values_;
  std::size_t position_;
  Patterns patterns_;
  std::vector<std::size_t> order_;
  Standing standing_;
  double most_gain_ = 0.0;
};

}  // namespace

Standing standing_of(const Candidates& candidates, const SequenceSearch& search,
                     std::span<const double> slot_values, std::size_t position) {
  return Judge(candidates, search, slot_values, position).judged();
}

}  // namespace eros::schedule
