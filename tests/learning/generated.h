#pragma once
#include <cmath>
#include <numbers>

#include "eros/base/random.h"
#include "eros/model/learned.h"
#include "eros/model/observations.h"

namespace eros::learning {

// An agency drawn from the model itself, with known effects.
struct World {
  int pages = 40;
  int captions = 400;
  int categories = 5;
  int triggers = 4;
  int sends_per_page = 400;
  double audience = 1'000.0;
  double log_rate = std::log(0.03);  // of sale, before all effects
  double kept = 1.0;                 // of what is sold, by the page
  double repeat_coefficient = -0.1;
  double drift_per_day = 0.0;  // variance of a caption's walk
  model::VarianceComponents variance;
  std::uint64_t seed = 1;
};

struct Generated {
  model::Observations observations;
  std::vector<double> cell_effect;     // by cell, its category's and trigger's included
  std::vector<double> caption_effect;  // by caption, its cell's included
  std::vector<double> page_effect;
  std::vector<double> page_category_effect;  // by page, category
};

Generated generate(const World& world);

}  // namespace eros::learning
