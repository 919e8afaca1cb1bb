#pragma once
#include <map>
#include <string>

#include "eros/model/words.h"

// Every number that an agency may set (`--config FILE.toml`), with SPEC's defaults. Read once,
// then constant.
namespace eros::model {

struct SegmentSettings {  // what one purchase is worth, by which a page's segment goes (SPEC 4.3)
  double standard_from = 18.0;
  double premium_from = 30.0;
  double luxury_from = 50.0;
};

struct ScoreSettings {  // SPEC 7
  double sample_weight = 0.70;
  double diversity_weight = 0.15;
  double emv_weight = 0.15;
  double budget_weight = 0.10;
  double soft_pattern_penalty = -0.5;
  double premium_segment_multiplier = 1.25;
  double budget_segment_multiplier = 1.15;
};

struct LearningSettings {  // docs/learning.md
  int lookback_days = 365;
  double repeat_half_life_days = 42.0;
};

struct ExplorationSettings {
  // The share of a week's captions drawn uniformly over all that are eligible, whatever the policy:
  // so that every caption has a known chance. From 0.05 on they are a control group of their own.
  double random_share = 0.01;
};

struct HierarchicalSettings {  // the policy of that name
  // Its sample is money already and needs no second term for it; nor does the segment.
  ScoreSettings score = {.diversity_weight = 0.01,
                         .emv_weight = 0.0,
                         .budget_weight = 0.02,
                         .premium_segment_multiplier = 1.0,
                         .budget_segment_multiplier = 1.0};
  // What is drawn of the effects of cells and captions, in standard deviations of what is not
  // known.
  double draw = 0.3;
  // What is drawn of a caption's deviation on its page.
  double page_caption_draw = 0.0;
};

struct BudgetSettings {  // of a planned week, a page (SPEC 7)
  int urgent = 5;
  int category = 20;
  std::map<std::string, int> triggers = {{"Scarcity", 3},    {"Urgency", 5},      {"FOMO", 4},
                                         {"Exclusivity", 4}, {"Social Proof", 6}, {"Curiosity", 7},
                                         {"Flash Sale", 2}};
};

// How long the planner looks for the best captions of a week's slots: docs/planning.md has what
// more brings.
struct PlanSettings {
  int price_rounds = 15;  // twice so many steps towards the best bound
  int beam_width = 10;    // beginnings of orders that are followed at a time
};

struct LockSettings {  // SPEC 8
  LockScope scope = LockScope::agency;
  int swept_warning = 1'000;
  int active_warning = 5'000;
  int active_critical = 10'000;
};

struct StoreSettings {
  int busy_wait_seconds = 30;  // how long a busy store is waited for
};

struct Settings {
  int lookback_days = 90;
  std::string policy = "hierarchical";
  SegmentSettings segment;
  ScoreSettings score;
  LearningSettings learning;
  HierarchicalSettings hierarchical;
  ExplorationSettings exploration;
  BudgetSettings budget;
  PlanSettings plan;
  LockSettings lock;
  StoreSettings store;
};

}  // namespace eros::model
