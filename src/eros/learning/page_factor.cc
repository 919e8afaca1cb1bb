#include "eros/learning/page_factor.h"

#include <algorithm>

namespace eros::learning {

PageFactor page_factor(std::vector<std::uint32_t> of_cell, std::size_t pages) {
  PageFactor factor;
  for (const std::uint32_t number : of_cell) {
    factor.names = std::max<std::size_t>(factor.names, number + 1);
  }
  factor.of_cell = std::move(of_cell);
  factor.effect.assign(pages * factor.names, 0.0);
  factor.precision.assign(pages * factor.names, 0.0);
  return factor;
}

void update(PageFactor& factor, const Nesting& nesting, const PairSums& sums, const Tree& tree,
            double variance, double page_caption_variance, std::vector<double>& of_pair) {
  if (variance == 0.0) return;
  std::vector<double> weighted(factor.effect.size(), 0.0);
  std::fill(factor.precision.begin(), factor.precision.end(), 0.0);
  for (std::size_t k = 0; k < nesting.captions(); ++k) {
    const double caption = tree.captions[k].mean;
    const std::uint32_t cell = nesting.cell_of[k];
    for (std::size_t j = nesting.caption_begin[k]; j < nesting.caption_begin[k + 1]; ++j) {
      const double weight = sums.weight[j] / (1.0 + page_caption_variance * sums.weight[j]);
      const std::size_t level = factor.level(nesting.pair_page[j], cell);
      factor.precision[level] += weight;
      weighted[level] += weight * (sums.sum[j] / sums.weight[j] - caption - of_pair[j]);
    }
  }
  std::vector<double> change(factor.effect.size(), 0.0);
  for (std::size_t level = 0; level < change.size(); ++level) {
    const double precision = factor.precision[level];
    if (!(precision > 0.0)) continue;
    const double sum = weighted[level] + precision * factor.effect[level];
    const double updated = variance * sum / (1.0 + variance * precision);
    change[level] = updated - factor.effect[level];
    factor.effect[level] = updated;
  }
  for (std::size_t k = 0; k < nesting.captions(); ++k) {
    const std::uint32_t cell = nesting.cell_of[k];
    for (std::size_t j = nesting.caption_begin[k]; j < nesting.caption_begin[k + 1]; ++j) {
      of_pair[j] += change[factor.level(nesting.pair_page[j], cell)];
    }
  }
}

Spread spread_of(const PageFactor& factor, double variance) {
  Spread spread;
  for (std::size_t level = 0; level < factor.effect.size(); ++level) {
    if (!(factor.precision[level] > 0.0)) continue;
    spread.add(factor.effect[level], 1.0 / (1.0 + variance * factor.precision[level]));
  }
  return spread;
}

void hand_over(PageFactor& factor, double variance, SharedFactor* shared, const Nesting& nesting,
               Tree& tree, std::vector<double>& of_pair) {
  if (variance == 0.0) return;
  std::vector<double> common(factor.names, 0.0);
  for (std::size_t number = 0; number < factor.names; ++number) {
    double sum = 0.0;
    double pages = 0.0;
    for (std::size_t at = number; at < factor.effect.size(); at += factor.names) {
      if (!(factor.precision[at] > 0.0)) continue;
      sum += factor.effect[at];
      pages += 1.0;
    }
    if (pages == 0.0) continue;
    // The move that lowers the sum of both priors' squares most; the data do not feel it.
    if (shared == nullptr) {
      common[number] = sum / pages;
    } else if (shared->variance > 0.0) {
      const double pull = variance / shared->variance;
      common[number] = (sum - pull * shared->effects[number].mean) / (pages + pull);
      shared->effects[number].mean += common[number];
    }
  }
  for (std::size_t at = 0; at < factor.effect.size(); ++at) {
    if (factor.precision[at] > 0.0) factor.effect[at] -= common[at % factor.names];
  }
  for (std::size_t k = 0; k < nesting.captions(); ++k) {
    const double moved = common[factor.of_cell[nesting.cell_of[k]]];
    tree.captions[k].mean += moved;
    for (std::size_t j = nesting.caption_begin[k]; j < nesting.caption_begin[k + 1]; ++j) {
      of_pair[j] -= moved;
    }
  }
}

}  // namespace eros::learning
