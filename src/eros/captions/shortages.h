#pragma once
#include <string>
#include <vector>

#include "eros/captions/week_picker.h"
#include "eros/model/schedule.h"

namespace eros::captions {

// The tier as quotas count it: luxury and vip are premium.
model::Tier share_of(model::Tier tier);

// Plain sentences for what the pool lacks: each quota that its own tier could not serve and from
// where it was filled, messages without a caption, a pool under its target. Empty if nothing.
std::vector<std::string> shortage_warnings(const model::CaptionPool& pool,
                                           const std::vector<Choice>& week);

}  // namespace eros::captions
