#pragma once
#include <cstdint>
#include <vector>

#include "eros/learning/spread.h"

namespace eros::learning {

// Effects that cut across the tree: days, hours, a page's months.
struct Crossed {
  std::vector<std::uint32_t> level;  // of each observation
  std::vector<double> effect;        // of each level
  std::vector<double> precision;     // of each level: what its data say, at the last update
  double variance = 0.0;

  // What the level's mean owes to its own data, 0 to 1.
  double own_share(std::size_t of) const {
    return variance * precision[of] / (1.0 + variance * precision[of]);
  }
};

// One Gauss-Seidel step: each effect from the residuals that are left without it, shrunk by its
// variance; the residuals then lack the new ones. `weight` is one over an observation's variance,
// `information` the part of it that is not owed to the pair's own effect. Returns what the effects
// say of their variance. Linear time.
Spread update(Crossed& factor, const std::vector<double>& weight,
              const std::vector<double>& information, std::vector<double>& residual);

}  // namespace eros::learning
