#include "eros/simulate/appeal.h"

#include <array>
#include <cmath>

#include "eros/base/random.h"
#include "eros/simulate/caption_texts.h"
#include "eros/simulate/chance.h"

namespace eros::simulate {
namespace {

struct CellParts {
  std::array<double, 16> category{};
  std::array<double, 16> trigger{};
};

CellParts draw_cells(base::Draws draws) {
  CellParts parts;
  for (double& part : parts.category) part = normal(draws);
  for (double& part : parts.trigger) part = normal(draws);
  return parts;
}

}  // namespace

Appeal::Appeal(const WorldParameters& world, double variance_share,
               const std::vector<SimulatedCaption>& captions, int weeks, std::uint64_t seed,
               const char* scope)
    : captions_(captions.size()),
      values_(captions.size() * static_cast<std::size_t>(weeks)),
      cells_(captions.size()) {
  const double sd = world.appeal_sd * std::sqrt(variance_share);
  if (sd == 0.0) return;
  const base::RandomStream stream(seed, scope);
  const CellParts cells = draw_cells(stream.at(captions.size()));
  const double cell_sd = sd * std::sqrt(world.cell_share / 2.0);  // category and trigger alike
  const double own_sd = sd * std::sqrt(1.0 - world.cell_share);
  const double kept = std::exp2(-7.0 / world.drift_half_life);
  const double fresh = std::sqrt(1.0 - kept * kept);
  for (std::size_t i = 0; i < captions.size(); ++i) {
    base::Draws draws = stream.at(i);
    const double cell =
        cell_sd * (cells.category[captions[i].category] + cells.trigger[captions[i].trigger]);
    cells_[i] = static_cast<float>(cell);
    double own = normal(draws);
    for (int week = captions[i].first_week; week < captions[i].last_week; ++week) {
      values_[static_cast<std::size_t>(week) * captions_ + i] =
          static_cast<float>(cell + own_sd * own);
      own = kept * own + fresh * normal(draws);
    }
  }
}

}  // namespace eros::simulate
