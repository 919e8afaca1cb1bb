#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>

// What another policy would have earned, told from the decisions of the one that ran (SPEC 10).
namespace eros::evaluation {

// A decision of the past: what was done, how likely that was, and what it brought.
struct LoggedDecision {
  double probability = 1.0;  // with which the logging policy did it, in (0, 1]
  double target = 1.0;       // with which the judged policy would do it, in [0, 1]
  double reward = 0.0;
  double predicted = 0.0;         // the reward by a model, of what was done
  double predicted_target = 0.0;  // its mean under the judged policy
  std::uint32_t cluster = 0;      // decisions of one cluster (a page) are not independent
};

struct Estimate {
  double value = 0.0;
  double standard_error = 0.0;
  double lower = 0.0;  // 95 %, Student's t over the effective clusters
  double upper = 0.0;
};

struct Evaluation {
  std::size_t decisions = 0;
  std::size_t clusters = 0;
  double effective_clusters = 0.0;  // by what each earned: fewer where a few carry the log
  // Of as many decisions of the judged policy itself the estimates would be as good:
  // (sum of weights)^2 / sum of squared weights.
  double effective_sample_size = 0.0;
  double largest_weight = 0.0;
  double mean_weight = 0.0;  // near 1 if the probabilities are right
  Estimate logged;           // what the logging policy earned
  Estimate inverse_propensity;
  Estimate self_normalised;
  Estimate direct;         // by the model alone
  Estimate doubly_robust;  // by the model, corrected where the log contradicts it
  // Over what the logging policy earned, less one: 0.1 is 10 % more. Of the same decisions, so
  // their intervals are narrower than those of the amounts suggest.
  Estimate gain_self_normalised;
  Estimate gain_doubly_robust;
  // Why the estimates must not be used; empty if they may.
  std::optional<std::string> refusal;
};

struct EvaluationLimits {
  double effective_sample_size = 100.0;
  std::size_t clusters = 2;  // in effect
};

// Mean reward a decision under the judged policy, by weights w = target / probability:
// inverse propensity: mean of w r (Horvitz, Thompson 1952, J. Am. Stat. Assoc. 47:663-685);
// self-normalised: sum of w r / sum of w (Swaminathan, Joachims 2015, NIPS 28);
// direct: mean of predicted_target; doubly robust: mean of predicted_target + w (r - predicted)
// (Dudik, Langford, Li 2011, ICML 28). Standard errors are those of means of clusters' totals, by
// linearisation for ratios (Cochran 1977, Sampling Techniques, 6.4). Probabilities must be above 0:
// throws Error(usage) otherwise. Pure, linear time. With no decisions everything is 0 and refused.
Evaluation evaluate(std::span<const LoggedDecision> decisions, const EvaluationLimits& limits);

}  // namespace eros::evaluation
