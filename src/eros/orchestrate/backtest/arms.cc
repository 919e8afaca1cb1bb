#include "eros/orchestrate/backtest/arms.h"

#include <algorithm>

#include "eros/base/error.h"
#include "eros/captions/policies.h"

namespace eros::orchestrate::backtest {

std::vector<Arm> arms(const std::string& policy) {
  std::vector<Arm> all = {
      {.name = "random",
       .what = "captions and hours by chance",
       .policy = "beta",
       .captions = Captions::by_chance,
       .hours = Hours::by_chance},
      {.name = "random-again",
       .what = "captions and hours by chance, drawn anew",
       .policy = "beta",
       .captions = Captions::by_chance,
       .hours = Hours::by_chance,
       .is_other_chance = true},
      {.name = "original",
       .what = "the documented method: Wilson sampling, the hours with the best means",
       .policy = "wilson",
       .hours = Hours::by_raw_means},
  };
  for (const captions::Policy* known : captions::policies()) {
    const std::string name(known->name);
    all.push_back({.name = name, .what = "policy " + name + ", learned hours", .policy = name});
  }
  all.push_back({.name = "hours-only",
                 .what = "captions by chance, learned hours",
                 .policy = "beta",
                 .captions = Captions::by_chance});
  all.push_back({.name = "raw-hours-only",
                 .what = "captions by chance, the hours with the best means",
                 .policy = "beta",
                 .captions = Captions::by_chance,
                 .hours = Hours::by_raw_means});
  all.push_back({.name = "true-hours-only",
                 .what = "captions by chance, knows what each hour is worth",
                 .policy = "beta",
                 .captions = Captions::by_chance,
                 .hours = Hours::by_truth});
  all.push_back({.name = "captions-only",
                 .what = "policy " + policy + ", hours by chance",
                 .policy = policy,
                 .hours = Hours::by_chance});
  all.push_back({.name = "pooled-oracle",
                 .what = "knows hours, and of each caption all but what it does on one page alone",
                 .policy = "wilson",
                 .captions = Captions::by_pooled_truth,
                 .hours = Hours::by_truth});
  all.push_back({.name = "oracle",
                 .what = "knows what each caption and hour is expected to bring now",
                 .policy = "wilson",
                 .captions = Captions::by_truth,
                 .hours = Hours::by_truth});
  return all;
}

Arm find_arm(std::string_view name, const std::string& policy) {
  std::string names;
  for (const Arm& arm : arms(policy)) {
    if (arm.name == name) return arm;
    names += (names.empty() ? "" : ", ") + arm.name;
  }
  throw base::Error(base::ErrorCode::usage,
                    "there is no way of planning '" + std::string(name) + "'",
                    "There are: " + names + ".");
}

std::vector<std::string> usual_arms(const std::string& policy) {
  std::vector<std::string> names = {"random", "original", "beta", "hierarchical"};
  if (std::ranges::find(names, policy) == names.end()) names.push_back(policy);
  names.emplace_back("oracle");
  return names;
}

model::Settings arm_settings(const Arm& arm, model::Settings settings) {
  settings.policy = arm.policy;
  // Random picks beside a policy are ours.
  if (arm.captions != Captions::by_policy || arm.hours == Hours::by_raw_means) {
    settings.exploration.random_share = 0.0;
  }
  if (arm.captions == Captions::by_policy) return settings;
  // The draw, or the truth, alone decides.
  settings.score = {.sample_weight = 1.0,
                    .diversity_weight = 0.0,
                    .emv_weight = 0.0,
                    .budget_weight = 0.0,
                    .soft_pattern_penalty = settings.score.soft_pattern_penalty,
                    .premium_segment_multiplier = 1.0,
                    .budget_segment_multiplier = 1.0};
  return settings;
}

}  // namespace eros::orchestrate::backtest
