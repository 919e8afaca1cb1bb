#include "eros/evaluation/off_policy.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>
#include <vector>

#include "eros/base/error.h"

namespace eros::evaluation {
namespace {

constexpr double upper_tail = 0.975;

double weight_of(const LoggedDecision& decision) { return decision.target / decision.probability; }

void check(std::span<const LoggedDecision> decisions) {
  for (const LoggedDecision& decision : decisions) {
    if (decision.probability > 0.0 && decision.probability <= 1.0) continue;
    throw base::Error(base::ErrorCode::usage, "a logged decision has the probability " +
                                                  std::to_string(decision.probability) +
                                                  ", not one in (0, 1]");
  }
}

// Which cluster, counted from 0, each decision is in.
struct Clusters {
  std::vector<std::size_t> of;
  std::size_t count = 0;
  // Of clusters that all earned the same so many would tell as much: (sum)^2 / sum of squares of
  // what each earned (Kish 1965, Survey Sampling, 11.7). A log that a few large pages carry must
  // not look surer than it is.
  double effective = 0.0;
};

Clusters clusters_of(std::span<const LoggedDecision> decisions) {
  Clusters clusters;
  std::map<std::uint32_t, std::size_t> number;
  for (const LoggedDecision& decision : decisions) {
    clusters.of.push_back(number.try_emplace(decision.cluster, number.size()).first->second);
  }
  clusters.count = number.size();
  std::vector<double> earned(clusters.count, 0.0);
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    earned[clusters.of[i]] += std::abs(decisions[i].reward);
  }
  double sum = 0.0;
  double squares = 0.0;
  for (const double one : earned) {
    sum += one;
    squares += one * one;
  }
  clusters.effective = squares > 0.0 ? sum * sum / squares : static_cast<double>(clusters.count);
  return clusters;
}

// A mean over the decisions, or a ratio of such, and each decision's part in its error.
struct Linearised {
  double value = 0.0;
  std::vector<double> influence;
};

Estimate estimate(const Linearised& of, const Clusters& clusters) {
  Estimate made{of.value, 0.0, of.value, of.value};
  if (clusters.count < 2) return made;
  std::vector<double> totals(clusters.count, 0.0);
  for (std::size_t i = 0; i < of.influence.size(); ++i) totals[clusters.of[i]] += of.influence[i];
  double squares = 0.0;
  for (const double total : totals) squares += total * total;
  const auto n = static_cast<double>(of.influence.size());
  const auto groups = static_cast<double>(clusters.count);
  made.standard_error = std::sqrt(squares * groups / (groups - 1.0)) / n;
  const boost::math::students_t t(std::max(clusters.effective - 1.0, 1.0));
  const double half = boost::math::quantile(t, upper_tail) * made.standard_error;
  made.lower = of.value - half;
  made.upper = of.value + half;
  return made;
}

template <typename Value>
Linearised mean_of(std::span<const LoggedDecision> decisions, Value value) {
  Linearised mean;
  for (const LoggedDecision& decision : decisions) mean.influence.push_back(value(decision));
  for (const double one : mean.influence) mean.value += one;
  mean.value /= static_cast<double>(decisions.size());
  for (double& one : mean.influence) one -= mean.value;
  return mean;
}

// Nothing, 0, where the denominator is not above 0.
Linearised ratio_of(const Linearised& above, const Linearised& below) {
  Linearised ratio;
  ratio.influence.resize(above.influence.size(), 0.0);
  if (!(below.value > 0.0)) return ratio;
  ratio.value = above.value / below.value;
  for (std::size_t i = 0; i < ratio.influence.size(); ++i) {
    ratio.influence[i] = (above.influence[i] - ratio.value * below.influence[i]) / below.value;
  }
  return ratio;
}

Linearised less_one(Linearised ratio) {
  ratio.value -= 1.0;
  return ratio;
}

void weigh(std::span<const LoggedDecision> decisions, Evaluation& evaluation) {
  double sum = 0.0;
  double squares = 0.0;
  for (const LoggedDecision& decision : decisions) {
    const double weight = weight_of(decision);
    sum += weight;
    squares += weight * weight;
    evaluation.largest_weight = std::max(evaluation.largest_weight, weight);
  }
  evaluation.effective_sample_size = squares > 0.0 ? sum * sum / squares : 0.0;
  evaluation.mean_weight = sum / static_cast<double>(decisions.size());
}

std::optional<std::string> refusal(const Evaluation& evaluation, const EvaluationLimits& limits) {
  if (evaluation.effective_clusters < static_cast<double>(limits.clusters)) {
    return "the log has decisions of " + std::to_string(evaluation.clusters) +
           " page(s), which in effect are fewer than " + std::to_string(limits.clusters) +
           ", so that no error can be told";
  }
  if (evaluation.effective_sample_size >= limits.effective_sample_size) return std::nullopt;
  return "the log tells as much of this policy as " +
         std::to_string(static_cast<int>(evaluation.effective_sample_size)) +
         " of its own decisions would; at least " +
         std::to_string(static_cast<int>(limits.effective_sample_size)) + " are needed";
}

}  // namespace

Evaluation evaluate(std::span<const LoggedDecision> decisions, const EvaluationLimits& limits) {
  check(decisions);
  Evaluation evaluation;
  evaluation.decisions = decisions.size();
  if (decisions.empty()) {
    evaluation.refusal = "the log has no decisions";
    return evaluation;
  }
  const Clusters clusters = clusters_of(decisions);
  evaluation.clusters = clusters.count;
  evaluation.effective_clusters = clusters.effective;
  weigh(decisions, evaluation);
  const auto reward = [](const LoggedDecision& d) { return d.reward; };
  const auto weighted = [](const LoggedDecision& d) { return weight_of(d) * d.reward; };
  const Linearised logged = mean_of(decisions, reward);
  const Linearised inverse = mean_of(decisions, weighted);
  const Linearised normalised = ratio_of(inverse, mean_of(decisions, weight_of));
  const Linearised robust = mean_of(decisions, [](const LoggedDecision& d) {
    return d.predicted_target + weight_of(d) * (d.reward - d.predicted);
  });
  evaluation.logged = estimate(logged, clusters);
  evaluation.inverse_propensity = estimate(inverse, clusters);
  evaluation.self_normalised = estimate(normalised, clusters);
  evaluation.direct = estimate(
      mean_of(decisions, [](const LoggedDecision& d) { return d.predicted_target; }), clusters);
  evaluation.doubly_robust = estimate(robust, clusters);
  evaluation.gain_self_normalised = estimate(less_one(ratio_of(normalised, logged)), clusters);
  evaluation.gain_doubly_robust = estimate(less_one(ratio_of(robust, logged)), clusters);
  evaluation.refusal = refusal(evaluation, limits);
  return evaluation;
}

}  // namespace eros::evaluation
