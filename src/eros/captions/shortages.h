#pragma once
#include <span>
#include <string>
#include <vector>

#include "eros/captions/budgets.h"
#include "eros/captions/request.h"
#include "eros/captions/week_picker.h"
#include "eros/model/schedule.h"

namespace eros::captions {

// The tier as quotas count it: luxury and vip are premium.
model::Tier share_of(model::Tier tier);

// Plain sentences for what the pool lacks: each quota that its own tier could not serve, from where
// it was filled, and which budgets kept more of the tier out; messages without a caption; a pool
// under its target. Empty if nothing. `eligible` are the captions that passed the filters;
// `budgets` are as they were before `week` was picked. Time: linear in `eligible` for each quota
// that is short.
std::vector<std::string> shortage_warnings(const PickRequest& request, const WeekBudgets& budgets,
                                           std::span<const model::CaptionBank::Row> eligible,
                                           const model::CaptionPool& pool,
                                           const std::vector<Choice>& week);

}  // namespace eros::captions
