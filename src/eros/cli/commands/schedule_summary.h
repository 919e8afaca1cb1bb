#pragma once
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "eros/model/schedule.h"
#include "eros/orchestrate/gate.h"

namespace eros::cli {

// What `eros schedule --format json` prints (docs/cli.md). `output` is the CSV's path; null where
// none was written.
nlohmann::ordered_json schedule_summary(const model::Schedule& week, const orchestrate::Gate& gate,
                                        const std::optional<std::string>& output, bool is_saved);

}  // namespace eros::cli
