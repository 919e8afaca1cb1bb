#pragma once
#include <optional>
#include <string>
#include <vector>

#include "eros/model/inputs.h"

namespace eros::orchestrate {

// What is to be said where a page is planned from data that may no longer hold: its newest message,
// or what was learned of captions, is more than two weeks old; or it has no message at all.
// `learned_at`: when the newest observation could have been learned; nothing if nothing was.
std::vector<std::string> warnings_of_old_data(const model::PageInputs& inputs, base::Instant as_of,
                                              std::optional<base::Instant> learned_at);

}  // namespace eros::orchestrate
