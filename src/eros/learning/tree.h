#pragma once
#include <array>
#include <vector>

#include "eros/learning/nesting.h"
#include "eros/learning/spread.h"
#include "eros/model/learned.h"

namespace eros::learning {

// What the observations of each pair say together: their weights (one over variance) and the
// weighted sum of their values.
struct PairSums {
  std::vector<double> weight;
  std::vector<double> sum;
};

// An effect given its parent's: mean is the posterior's; variance were the parent's known.
struct Nested {
  double mean = 0.0;      // the parent's mean included
  double variance = 0.0;  // given the parent
  double share = 0.0;     // of the mean: from its own data
  double total_variance = 0.0;
};

// What cells of one category, or one trigger, have in common over all tiers. Its effects' means are
// relative to their tier's.
struct SharedFactor {
  std::vector<Nested> effects;  // by number
  double variance = 0.0;
};

// The posterior of the nested effects.
struct Tree {
  std::array<Nested, 6> tiers{};
  SharedFactor category, trigger;
  std::vector<Nested> cells;
  std::vector<Nested> captions;
  std::vector<Nested> pairs;  // its page's effect not included
};

struct TreeSpreads {
  Spread category, trigger, cell, caption, page_caption;
};

// Exact for the nested levels, the pages' effects (`of_pair`, of each pair) taken as given:
// precisions up, means down (Pearl's belief propagation on a tree; tiers have a flat prior, so that
// the result is the best linear unbiased prediction of Henderson's mixed-model equations).
// Categories and triggers, which cut across each other above the cells, by a few Gauss-Seidel steps
// from where they were, all below integrated out. Linear time. `spreads`, if given, gathers for the
// next variances.
void fit_tree(const Nesting& nesting, const PairSums& sums, const std::vector<double>& of_pair,
              const model::VarianceComponents& variance, Tree& tree, TreeSpreads* spreads);

}  // namespace eros::learning
