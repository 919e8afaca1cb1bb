#pragma once
#include <vector>

#include "eros/learning/crossed.h"
#include "eros/learning/nesting.h"
#include "eros/learning/page_factor.h"
#include "eros/learning/response.h"
#include "eros/learning/tree.h"
#include "eros/model/learned.h"
#include "eros/model/observations.h"

namespace eros::learning {

struct FitOptions {
  int most_sweeps = 40;
  // Enough when no variance moved by more than this share in a sweep.
  double tolerance = 0.01;
  // Each variance counts its default (model::VarianceComponents) as so many effects more.
  double prior_effects = 4.0;
  // If not: `variance` is taken as given.
  bool is_learning_variances = true;
  model::VarianceComponents variance;
  double repeat_half_life_days = 42.0;
};

// The fitted model: posterior means and variances of all effects.
struct Fit {
  Nesting nesting;
  model::VarianceComponents variance;
  Tree tree;
  PageFactor page;                                    // each page's level
  PageFactor page_tier, page_category, page_trigger;  // what its fans like
  Crossed page_month, day, hour, page_hour;
  double repeat_coefficient = 0.0;
  std::vector<double> repeats;
  Response response;
  std::vector<double> weight;    // of each observation, one over its variance, discount included
  std::vector<double> residual;  // response less everything fitted
  int sweeps = 0;
};

// Fits the model of docs/learning.md by sweeps of Gauss-Seidel over pages, their tastes, repeats,
// the tree and the crossed effects, each exact given the others, and a step of the variances after
// each. `discount` weighs each observation (empty: all 1). Pure. Time: linear in the observations,
// about 50 ns an observation and sweep.
Fit fit(const model::Observations& observations, const FitOptions& options,
        const std::vector<double>& discount);

}  // namespace eros::learning
