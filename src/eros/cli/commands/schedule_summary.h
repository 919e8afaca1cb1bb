#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "eros/model/schedule.h"
#include "eros/orchestrate/gate.h"

namespace eros::cli {

// What `eros schedule --format json` prints (docs/cli.md). `output` is the CSV's path; null where
// none was written.
std::string schedule_summary_json(const model::Schedule& week, const orchestrate::Gate& gate,
                                  const std::optional<std::string>& output);

// What a person is told when a CSV's formula guard changed this many texts.
std::string guarded_note(std::int64_t texts);

}  // namespace eros::cli
