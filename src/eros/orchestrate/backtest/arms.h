#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eros/model/settings.h"

namespace eros::orchestrate::backtest {

// Where a planner's knowledge comes from.
enum class Captions { by_chance, by_policy, by_pooled_truth, by_truth };
enum class Hours { by_chance, by_raw_means, by_analysis, by_truth };

// One way of planning that a back-test compares. All arms plan through the same planner, with the
// same volume, tier quotas, gaps, budgets and locks; an arm differs only in what the planner is
// told of captions and hours.
struct Arm {
  std::string name;
  std::string what;    // in a sentence
  std::string policy;  // of captions::policies(); that of `by_chance` and `by_truth` is a detail
  Captions captions = Captions::by_policy;
  Hours hours = Hours::by_analysis;
  bool is_other_chance = false;  // draws anew, for comparing an arm with itself

  bool uses_what_was_learned() const {
    return captions == Captions::by_policy || hours == Hours::by_analysis;
  }
};

// random, random-again (the same with other draws), original, every policy by its name, hours-only,
// raw-hours-only, true-hours-only, captions-only, pooled-oracle, oracle. hours-only and
// captions-only tell what hours and captions each bring, the two others what learning hours with
// shrinkage does and could do at most; captions-only uses `policy`; pooled-oracle is the most that
// sharing among pages can bring.
std::vector<Arm> arms(const std::string& policy);
// Throws Error(usage), with the names that there are.
Arm find_arm(std::string_view name, const std::string& policy);
// What is compared unless asked otherwise: random, original, beta, hierarchical, `policy`
// where it is another, oracle.
std::vector<std::string> usual_arms(const std::string& policy);

// The settings under which the arm plans.
model::Settings arm_settings(const Arm& arm, model::Settings settings);

}  // namespace eros::orchestrate::backtest
