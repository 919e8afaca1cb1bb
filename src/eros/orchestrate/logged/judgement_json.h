#pragma once
#include <nlohmann/json_fwd.hpp>

#include "eros/orchestrate/logged/judge.h"

namespace eros::orchestrate::logged {

// Documented in docs/formats.md. Where the log cannot tell, `refusal` says why and there are no
// estimates: they are null.
nlohmann::ordered_json to_json(const Judgement& judgement);

}  // namespace eros::orchestrate::logged
