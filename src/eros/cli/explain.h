#pragma once
#include <string>
#include <vector>

#include "eros/cli/style.h"
#include "eros/model/schedule.h"

namespace eros::cli {

// The PPV of the week that is expected to earn most (the earliest of equals); null without PPVs.
const model::PlannedMessage* most_valuable(const model::Schedule& schedule);

// Why a planned message is what and when it is, in plain words, out of its decision record alone.
// A cooling day is one of those without PPVs with which a RED week begins.
struct Explanation {
  std::vector<std::string> why_this_caption;  // a paragraph each
  std::string why_then;
};
Explanation explanation_of(const model::PlannedMessage& message, bool is_on_cooling_day = false);

// The same for people, with what is explained before it.
std::string explain_pick(const model::PlannedMessage& message, const Style& style,
                         bool is_on_cooling_day = false);

}  // namespace eros::cli
