#pragma once
#include <cstdint>
#include <vector>

#include "eros/learning/nesting.h"
#include "eros/learning/spread.h"
#include "eros/learning/tree.h"

namespace eros::learning {

// What a page adds to all captions that are alike in something: to all alike (the page's level), or
// to those of one tier, category or trigger (what its fans like).
struct PageFactor {
  std::vector<std::uint32_t>
      of_cell;                    // of each cell: the number of what its captions have in common
  std::size_t names = 1;          // how many such numbers there are
  std::vector<double> effect;     // by page, number
  std::vector<double> precision;  // what the data say of it, at the last update

  std::size_t level(std::uint32_t page, std::uint32_t cell) const {
    return page * names + of_cell[cell];
  }
};

PageFactor page_factor(std::vector<std::uint32_t> of_cell, std::size_t pages);

// One Gauss-Seidel step given the captions' effects and the other factors', the pairs' own effects
// integrated out; `of_pair`, the sum of all factors for each pair, takes the change. A variance of
// 0 leaves no effects. Linear time.
void update(PageFactor& factor, const Nesting& nesting, const PairSums& sums, const Tree& tree,
            double variance, double page_caption_variance, std::vector<double>& of_pair);

// What the effects say of their variance.
Spread spread_of(const PageFactor& factor, double variance);

// What all pages with data have in common in an effect is not theirs: moves it to what is shared,
// by number (nothing: to the tiers, whose effects have no prior), exactly, which sweeps would take
// long over. `of_pair` and the captions' means follow; the rest of the tree waits for its next fit.
void hand_over(PageFactor& factor, double variance, SharedFactor* shared, const Nesting& nesting,
               Tree& tree, std::vector<double>& of_pair);

}  // namespace eros::learning
