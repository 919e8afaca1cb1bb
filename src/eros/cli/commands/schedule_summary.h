#pragma once
#include <optional>
#include <string>

#include "eros/model/schedule.h"
#include "eros/orchestrate/gate.h"

namespace eros::cli {

// What `eros schedule --format json` prints (docs/cli.md). `output` is the CSV's path; null where
// none was written.
std::string schedule_summary_json(const model::Schedule& week, const orchestrate::Gate& gate,
                                  const std::optional<std::string>& output, bool is_saved);

}  // namespace eros::cli
