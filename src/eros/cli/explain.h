#pragma once
#include <string>

#include "eros/cli/style.h"
#include "eros/model/schedule.h"

namespace eros::cli {

// The PPV of the week that is expected to earn most (the earliest of equals); null without PPVs.
const model::PlannedMessage* most_valuable(const model::Schedule& schedule);

// One planned PPV in plain words: why this caption and why then, out of its decision record alone.
std::string explain_pick(const model::PlannedMessage& message, const Style& style);

}  // namespace eros::cli
