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
};

Clusters clusters_of(std::span<const LoggedDecision> decisions) {
  Clusters clusters;
  std::map<std::uint32_t, std::size_t> number;
  for (const LoggedDecision& decision : decisions) {
    clusters.of.push_back(number.try_emplace(decision.cluster, number.size()).first->second);
  }
  clusters.count = number.size();
  return clusters;
}

// `influence`: each decision's part in the error of `value`, the mean over the decisions.
Estimate estimate(double value, const std::vector<double>& influence, const Clusters& clusters) {
  Estimate made{value, 0.0, value, value};
  if (clusters.count < 2) return made;
  std::vector<double> totals(clusters.count, 0.0);
  for (std::size_t i = 0; i < influence.size(); ++i) totals[clusters.of[i]] += influence[i];
  double squares = 0.0;
  for (const double total : totals) squares += total * total;
  const auto n = static_cast<double>(influence.size());
  const auto groups = static_cast<double>(clusters.count);
  made.standard_error = std::sqrt(squares * groups / (groups - 1.0)) / n;
  const boost::math::students_t t(groups - 1.0);
  const double half = boost::math::quantile(t, upper_tail) * made.standard_error;
  made.lower = value - half;
  made.upper = value + half;
  return made;
}

Estimate mean_of(const std::vector<double>& values, const Clusters& clusters) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  const double mean = sum / static_cast<double>(values.size());
  std::vector<double> influence;
  influence.reserve(values.size());
  for (const double value : values) influence.push_back(value - mean);
  return estimate(mean, influence, clusters);
}

template <typename Value>
std::vector<double> values_of(std::span<const LoggedDecision> decisions, Value value) {
  std::vector<double> values;
  values.reserve(decisions.size());
  for (const LoggedDecision& decision : decisions) values.push_back(value(decision));
  return values;
}

Estimate self_normalised(std::span<const LoggedDecision> decisions, const Clusters& clusters) {
  double weights = 0.0;
  double rewards = 0.0;
  for (const LoggedDecision& decision : decisions) {
    weights += weight_of(decision);
    rewards += weight_of(decision) * decision.reward;
  }
  if (!(weights > 0.0)) return {};
  const double ratio = rewards / weights;
  const double mean_weight = weights / static_cast<double>(decisions.size());
  return estimate(ratio,
                  values_of(decisions,
                            [&](const LoggedDecision& d) {
                              return weight_of(d) * (d.reward - ratio) / mean_weight;
                            }),
                  clusters);
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
  if (evaluation.clusters < limits.clusters) {
    return "the log has decisions of " + std::to_string(evaluation.clusters) +
           " page(s); an error can be told from " + std::to_string(limits.clusters) + " on";
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
  weigh(decisions, evaluation);
  const auto mean = [&](auto value) { return mean_of(values_of(decisions, value), clusters); };
  evaluation.logged = mean([](const LoggedDecision& d) { return d.reward; });
  evaluation.inverse_propensity =
      mean([](const LoggedDecision& d) { return weight_of(d) * d.reward; });
  evaluation.self_normalised = self_normalised(decisions, clusters);
  evaluation.direct = mean([](const LoggedDecision& d) { return d.predicted_target; });
  evaluation.doubly_robust = mean([](const LoggedDecision& d) {
    return d.predicted_target + weight_of(d) * (d.reward - d.predicted);
  });
  evaluation.refusal = refusal(evaluation, limits);
  return evaluation;
}

}  // namespace eros::evaluation
