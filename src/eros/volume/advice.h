#pragma once
#include <string>

#include "eros/model/report.h"
#include "eros/model/words.h"

namespace eros::volume {

// What the report advises, in one sentence: how the audience does, by its risk level, and what the
// zone's rules make of the week (SPEC 6). It says so where nothing could be judged.
std::string recommended_action(const model::Saturation& saturation, model::Zone zone);

}  // namespace eros::volume
