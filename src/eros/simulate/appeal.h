#pragma once
#include <cstdint>
#include <vector>

#include "eros/simulate/captions.h"
#include "eros/simulate/parameters.h"

namespace eros::simulate {

// How captions please, as logarithms of a factor on revenue: mean 0 and, over captions, the
// standard deviation of the parameters. The part of a category and trigger stays; a caption's own
// part drifts from week to week, an autoregression that loses half of itself in the half-life.
class Appeal {
 public:
  // The part with the given share of the variance; `scope` names whose it is.
  Appeal(const WorldParameters& world, double variance_share,
         const std::vector<SimulatedCaption>& captions, int weeks, std::uint64_t seed,
         const char* scope);
  double of(std::size_t caption, int week) const {
    return values_[static_cast<std::size_t>(week) * captions_ + caption];
  }
  // The part that its category and trigger tell, in any week in which it may be sent.
  double of_cell(std::size_t caption) const { return cells_[caption]; }

 private:
  std::size_t captions_;
  std::vector<float> values_;  // by week, caption
  std::vector<float> cells_;   // by caption
};

}  // namespace eros::simulate
