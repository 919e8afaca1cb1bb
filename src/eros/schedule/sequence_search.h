#pragma once
#include <array>
#include <span>
#include <vector>

#include "eros/schedule/candidates.h"
#include "eros/schedule/patterns.h"

namespace eros::schedule {

// One order of captions in the week's slots, and the moves that better it. Better: fewer broken
// patterns, then more value. Budgets and tier shares hold throughout.
class SequenceSearch {
 public:
  SequenceSearch(const Candidates& candidates, std::span<const double> slot_values,
                 std::vector<std::size_t> order);

  // Moves until no move betters the order.
  void improve();
  void swap(std::size_t a, std::size_t b);  // unconditionally

  const std::vector<std::size_t>& order() const { return order_; }
  int breaks() const { return breaks_; }
  double value() const;
  bool is_better_than(const SequenceSearch& other) const;
  // Could unused caption `in` stand at `position`, with no budget exceeded?
  std::string_view budget_against(std::size_t position, std::size_t in) const;
  // The candidates of a share that are not in the order, best score first.
  const std::vector<std::size_t>& unused(int quota) const {
    return unused_[static_cast<std::size_t>(quota)];
  }

 private:
  // What stands at up to three positions after a move.
  struct Move {
    std::array<std::size_t, 3> position{};
    std::array<std::size_t, 3> caption{};
    std::size_t size = 0;
    double gain = 0.0;
  };
  bool try_swaps();
  bool try_replacements();
  bool try_shifted_replacements();
  bool try_three_cycles();
  bool try_move(const Move& move);
  bool try_replacement(const Move& move, std::size_t out, std::size_t in);
  int breaks_near(const Move& move);
  void use(std::size_t in, std::size_t out);
  double score(std::size_t position) const { return captions_[order_[position]].score; }
  // Can no move of this gain be better? Only one that changes a break can do without gain.
  bool hopeless(double gain, bool changes_a_break) const;
  bool in_break(std::size_t position) const { return in_break_[position]; }
  void recount();

  std::span<const Candidate> captions_;
  std::span<const double> slot_values_;
  Patterns patterns_;
  BudgetLeft left_;
  std::vector<std::size_t> order_;
  std::array<std::vector<std::size_t>, model::paid_tiers.size()> unused_;
  int breaks_ = 0;
  std::vector<bool> in_break_;  // does the position take part in a break?
};

}  // namespace eros::schedule
