#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "eros/orchestrate/smoke.h"

namespace eros::cli {

// A table: number, test, result, what was seen.
std::string smoke_table(const std::vector<orchestrate::SmokeTest>& tests);
// [{"test", "result": "passed"|"failed"|"skipped", "detail"}, ...]
nlohmann::ordered_json smoke_json(const std::vector<orchestrate::SmokeTest>& tests);
// 0; 1 where a test failed; 5 where every test that looks at a page was skipped.
int smoke_exit_code(const std::vector<orchestrate::SmokeTest>& tests);

}  // namespace eros::cli
