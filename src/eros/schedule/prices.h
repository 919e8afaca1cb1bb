#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "eros/model/volume.h"
#include "eros/schedule/assignment.h"
#include "eros/schedule/candidates.h"

namespace eros::schedule {

// Captions into slots: the greatest sum of slot value x score, where every slot gets a caption of
// its own, `shares` of each quota are used, and budgets and pattern rules hold.
struct SequenceProblem {
  const Candidates& candidates;
  model::TierCounts shares;             // by quota; as many as slots
  std::span<const double> slot_values;  // in order of time
};

// One rule's hold on neighbouring slots, with what leaving room in it costs.
struct PricedWindow {
  int Candidate::*attribute = nullptr;
  int name = 0;
  std::size_t begin = 0;
  std::size_t size = 0;
  int most = 0;
  double price = 0.0;
};

// A bound, and what it says of every pair of caption and slot: a plan is worth exactly
//   upper_bound - the losses of its pairs - unused_loss of the captions that it does not use
//   - price x room left in each window and each priced budget (all of these >= 0).
struct Prices {
  double upper_bound = 0.0;
  std::vector<std::size_t> captions;  // candidates that a better plan could use: the columns below
  Gains loss;                         // slot x caption
  std::vector<double> unused_loss;    // by caption
  std::vector<PricedWindow> windows;  // in the order of their last slots
};

// Lagrangian relaxation: shares, budgets and (if `prices_patterns`) pattern rules are not forced
// but priced, and what remains is an assignment. Prices are bettered by the subgradient method
// (Held, Wolfe and Crowder 1974) with Polyak's steps and momentum.
class PriceSearch {
 public:
  // `problem` must outlive the search and have a slot.
  PriceSearch(const SequenceProblem& problem, bool prices_patterns);

  // Lowers the bound in `rounds` steps towards `target`, or until it is reached. If a plan worth
  // `target` is at hand, captions that no better one could use are left out from now on, and the
  // bound on all plans is max(target, upper_bound). Cost: an assignment a round.
  void improve(double target, bool is_at_hand, int rounds);
  Prices prices() const;

 private:
  // The rule that no `size` slots in a row hold more than `most` captions of one name; a price for
  // every name and window.
  struct WindowRule {
    int Candidate::*attribute;
    std::size_t size;
    int most;
    bool counts_unnamed;
    std::size_t names;
    std::size_t first = 0;  // the price of name 0, window 0
    std::vector<std::uint32_t> name_of_column = {};
  };
  using Range = std::pair<std::size_t, std::size_t>;  // both included

  std::size_t add_limits(std::span<const int> limits);
  void add_windows(WindowRule rule);
  std::size_t windows(const WindowRule& rule) const;
  std::size_t price_at(const WindowRule& rule, std::size_t name, std::size_t window) const;
  Range windows_with(const WindowRule& rule, std::size_t slot) const;
  void start_from_sorting();
  void set_columns();
  double caption_price(const Candidate& caption) const;
  void evaluate();
  void fill_gains();
  void charge(const WindowRule& rule, std::size_t slot, std::span<double> gain);
  bool keep_if_better();
  void go_back();
  void drop_hopeless(double known);
  bool step(double target);
  void count(std::size_t slot, const Candidate& caption);

  std::span<const Candidate> captions_;
  std::span<const double> slots_;
  std::size_t shares_;  // the prices of shares are the first, and may be below 0
  // Everything that is priced: shares, budgets, windows.
  std::vector<int> most_;
  std::vector<int> usage_;
  std::vector<double> price_;
  std::vector<double> once_;  // by caption: it may be used once
  std::size_t urgent_ = 0;    // where the prices of budgets begin
  std::size_t category_ = 0;
  std::size_t trigger_ = 0;
  std::vector<WindowRule> rules_;
  // The captions that are left, as columns.
  std::vector<std::size_t> columns_;
  std::vector<double> score_;
  std::vector<double> fixed_;  // the part of the price that does not depend on the slot
  std::vector<double> by_name_;
  // At the present prices.
  Gains gains_;
  Assignment assignment_;
  double bound_ = std::numeric_limits<double>::infinity();
  // The best so far.
  double best_bound_ = std::numeric_limits<double>::infinity();
  std::vector<double> best_price_;
  std::vector<double> best_once_;
  // Of the method of steps.
  std::vector<double> direction_;
  double scale_ = 0.5;
  int fruitless_ = 0;
};

}  // namespace eros::schedule
