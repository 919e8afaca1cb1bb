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
    count_ += 1.0;
  }
  // The effects have a mean of their own, which nothing else explains.
  void lose_one() { effective_ = effective_ > 1.0 ? effective_ - 1.0 : effective_; }
  // With few effects, as if `prior_effects` more with variance `prior` had been seen; the more
  // there are the less these count, so that a variance of nothing can be found.
  double variance(double prior, double prior_effects) const {
    const double faded =
        prior_effects > 0.0 ? prior_effects * prior_effects / (prior_effects + count_) : 0.0;
    const double effects = effective_ + faded;
    return effects > 1e-9 ? (squares_ + faded * prior) / effects : prior;
  }

 private:
  double squares_ = 0.0;
  double effective_ = 0.0;
  double count_ = 0.0;
};

}  // namespace eros::learning
