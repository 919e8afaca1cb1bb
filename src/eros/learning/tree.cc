#include "eros/learning/tree.h"

namespace eros::learning {
namespace {

constexpr int steps_above_cells = 5;

// A mean with its precision, as data speak of a level without its prior.
struct Message {
  double precision = 0.0;
  double weighted = 0.0;  // precision x mean
  void add(double child_precision, double child_mean) {
    precision += child_precision;
    weighted += child_precision * child_mean;
  }
  double mean() const { return precision > 0.0 ? weighted / precision : 0.0; }
};

// What a child with `precision` of its own tells its parent across `variance`.
double through(double precision, double variance) {
  return precision > 0.0 ? precision / (1.0 + variance * precision) : 0.0;
}

Nested below(const Nested& parent, const Message& data, double variance) {
  Nested child;
  child.share = variance * data.precision / (1.0 + variance * data.precision);
  child.mean = child.share * data.mean() + (1.0 - child.share) * parent.mean;
  child.variance = variance * (1.0 - child.share);
  const double rest = 1.0 - child.share;
  child.total_variance = child.variance + rest * rest * parent.total_variance;
  return child;
}

void gather(Spread* spread, const Nested& child, const Nested& parent, double variance) {
  if (spread == nullptr || !(variance > 0.0)) return;
  const double of_difference = child.variance + child.share * child.share * parent.total_variance;
  spread->add(child.mean - parent.mean, of_difference / variance);
}

// What a cell would have with no data of its own.
Nested above_cell(const Nesting& nesting, const Tree& tree, std::size_t cell) {
  Nested parent = tree.tiers[nesting.tier_of[cell]];
  for (const Nested* of : {&tree.category.effects[nesting.category_of[cell]],
                           &tree.trigger.effects[nesting.trigger_of[cell]]}) {
    parent.mean += of->mean;
    parent.total_variance += of->total_variance;
  }
  return parent;
}

void update_tiers(const Nesting& nesting, const std::vector<Message>& cells, double cell_variance,
                  Tree& tree) {
  std::array<Message, 6> tiers{};
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const double others = above_cell(nesting, tree, c).mean - tree.tiers[nesting.tier_of[c]].mean;
    tiers[nesting.tier_of[c]].add(through(cells[c].precision, cell_variance),
                                  cells[c].mean() - others);
  }
  for (std::size_t t = 0; t < tiers.size(); ++t) {
    if (!(tiers[t].precision > 0.0)) continue;
    tree.tiers[t] = {tiers[t].mean(), 1.0 / tiers[t].precision, 1.0, 1.0 / tiers[t].precision};
  }
}

void update_shared(const Nesting& nesting, const std::vector<std::uint32_t>& number_of,
                   const std::vector<Message>& cells, double cell_variance, Tree& tree,
                   SharedFactor& factor) {
  std::vector<Message> data(factor.effects.size());
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const double others = above_cell(nesting, tree, c).mean - factor.effects[number_of[c]].mean;
    data[number_of[c]].add(through(cells[c].precision, cell_variance), cells[c].mean() - others);
  }
  for (std::size_t number = 0; number < data.size(); ++number) {
    factor.effects[number] = below({}, data[number], factor.variance);
  }
}

void fit_above_cells(const Nesting& nesting, const std::vector<Message>& cells,
                     const model::VarianceComponents& variance, Tree& tree, TreeSpreads* spreads) {
  tree.category.variance = variance.category;
  tree.trigger.variance = variance.trigger;
  tree.category.effects.resize(nesting.categories.size());
  tree.trigger.effects.resize(nesting.triggers.size());
  for (int step = 0; step < steps_above_cells; ++step) {
    update_tiers(nesting, cells, variance.cell, tree);
    update_shared(nesting, nesting.category_of, cells, variance.cell, tree, tree.category);
    update_shared(nesting, nesting.trigger_of, cells, variance.cell, tree, tree.trigger);
  }
  if (spreads == nullptr) return;
  for (const Nested& effect : tree.category.effects) {
    gather(&spreads->category, effect, {}, variance.category);
  }
  for (const Nested& effect : tree.trigger.effects) {
    gather(&spreads->trigger, effect, {}, variance.trigger);
  }
}

}  // namespace

void fit_tree(const Nesting& nesting, const PairSums& sums, const std::vector<double>& of_pair,
              const model::VarianceComponents& variance, Tree& tree, TreeSpreads* spreads) {
  const auto pair_mean = [&](std::size_t pair) {
    return sums.weight[pair] > 0.0 ? sums.sum[pair] / sums.weight[pair] - of_pair[pair] : 0.0;
  };
  std::vector<Message> captions(nesting.captions());
  std::vector<Message> cells(nesting.cells());
  for (std::size_t k = 0; k < captions.size(); ++k) {
    for (std::size_t j = nesting.caption_begin[k]; j < nesting.caption_begin[k + 1]; ++j) {
      captions[k].add(through(sums.weight[j], variance.page_caption), pair_mean(j));
    }
    cells[nesting.cell_of[k]].add(through(captions[k].precision, variance.caption),
                                  captions[k].mean());
  }
  fit_above_cells(nesting, cells, variance, tree, spreads);

  tree.cells.resize(cells.size());
  tree.captions.resize(captions.size());
  tree.pairs.resize(nesting.pairs());
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const Nested parent = above_cell(nesting, tree, c);
    tree.cells[c] = below(parent, cells[c], variance.cell);
    if (spreads != nullptr) gather(&spreads->cell, tree.cells[c], parent, variance.cell);
  }
  for (std::size_t k = 0; k < captions.size(); ++k) {
    const Nested& cell = tree.cells[nesting.cell_of[k]];
    Nested& caption = tree.captions[k];
    caption = below(cell, captions[k], variance.caption);
    if (spreads != nullptr) gather(&spreads->caption, caption, cell, variance.caption);
    for (std::size_t j = nesting.caption_begin[k]; j < nesting.caption_begin[k + 1]; ++j) {
      Message data;
      data.add(sums.weight[j], pair_mean(j));
      tree.pairs[j] = below(caption, data, variance.page_caption);
      if (spreads != nullptr) {
        gather(&spreads->page_caption, tree.pairs[j], caption, variance.page_caption);
      }
    }
  }
}

}  // namespace eros::learning
