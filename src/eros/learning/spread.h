#pragma once

namespace eros::learning {

// Gathers what a level's effects say of their variance: one step of MacKay's fixed point of
// restricted maximum likelihood, sum of squared means over the effective number of effects
// (MacKay 1992, Neural Computation 4:415-447; the same fixed points as Henderson's EM).
class Spread {
 public:
  // An effect: its posterior mean, and its posterior variance over the level's variance.
  void add(double mean, double variance_ratio) {
    squares_ += mean * mean;
    effective_ += 1.0 - variance_ratio;
  }
  // `prior_effects` more effects with variance `prior` keep a level with few of its own sane.
  double variance(double prior, double prior_effects) const {
    const double effects = effective_ + prior_effects;
    return effects > 1e-9 ? (squares_ + prior_effects * prior) / effects : prior;
  }

 private:
  double squares_ = 0.0;
  double effective_ = 0.0;
};

}  // namespace eros::learning
