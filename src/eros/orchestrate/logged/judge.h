#pragma once
#include <functional>
#include <string>

#include "eros/evaluation/off_policy.h"
#include "eros/model/settings.h"
#include "eros/orchestrate/logged/past_weeks.h"

namespace eros::orchestrate::logged {

struct JudgeRequest {
  base::Instant as_of;
  model::Settings settings;  // of the judged policy
  evaluation::EvaluationLimits limits;
  std::function<void(std::size_t done, std::size_t all)> progress;  // weeks
};

// What a policy would have earned in the place of those that planned the stored weeks.
struct Judgement {
  std::string policy;
  double random_share = 0.0;
  PastCounts counts;
  std::size_t weeks = 0;  // with a PPV that was used
  std::size_t pages = 0;
  base::Instant first;  // when the first and the last of these weeks were planned
  base::Instant last;
  double mean_earnings = 0.0;  // of a used PPV, as earned
  // Amounts are what a PPV earned, or would have, at an average hour of its page.
  evaluation::Evaluation evaluation;
};

// Judges the policy of the settings by the decisions stored with past weeks (docs/learning.md has
// the method and what it assumes). Reads only. Where the store has no week whose PPVs can be used,
// the refusal says what was in the way, and nothing else but policy and counts is told.
Judgement judge(store::Store& store, const JudgeRequest& request);

}  // namespace eros::orchestrate::logged
