#include "eros/learning/crossed.h"

namespace eros::learning {

Spread update(Crossed& factor, const std::vector<double>& weight,
              const std::vector<double>& information, std::vector<double>& residual) {
  const std::size_t levels = factor.effect.size();
  std::vector<double> weights(levels, 0.0);
  std::vector<double> sums(levels, 0.0);
  factor.precision.assign(levels, 0.0);
  for (std::size_t i = 0; i < residual.size(); ++i) {
    const std::uint32_t level = factor.level[i];
    weights[level] += weight[i];
    sums[level] += weight[i] * residual[i];
    factor.precision[level] += information[i];
  }
  const double variance = factor.variance;
  std::vector<double> change(levels, 0.0);
  Spread spread;
  for (std::size_t level = 0; level < levels; ++level) {
    if (!(weights[level] > 0.0)) continue;
    const double sum = sums[level] + weights[level] * factor.effect[level];
    const double updated = variance * sum / (1.0 + variance * weights[level]);
    change[level] = updated - factor.effect[level];
    factor.effect[level] = updated;
    spread.add(updated, 1.0 / (1.0 + variance * factor.precision[level]));
  }
  for (std::size_t i = 0; i < residual.size(); ++i) residual[i] -= change[factor.level[i]];
  return spread;
}

}  // namespace eros::learning
