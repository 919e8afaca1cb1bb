#include "eros/cli/commands/smoke_results.h"

#include <algorithm>

#include "eros/base/error.h"
#include "eros/cli/commands/terminal.h"
#include "eros/cli/tables.h"

namespace eros::cli {
namespace {

using orchestrate::SmokeOutcome;
using orchestrate::SmokeTest;

std::string word_of(SmokeOutcome outcome) {
  switch (outcome) {
    case SmokeOutcome::passed:
      return "passed";
    case SmokeOutcome::failed:
      return "failed";
    case SmokeOutcome::skipped:
      return "skipped";
  }
  return "";
}

std::int64_t count(const std::vector<SmokeTest>& tests, SmokeOutcome outcome) {
  return std::ranges::count(tests, outcome, &SmokeTest::outcome);
}

}  // namespace

std::string smoke_table(const std::vector<SmokeTest>& tests) {
  Table table{
      .columns = {{"", Align::right}, {"Test"}, {"Result"}, {.title = "Seen", .flexible = true}},
      .rows = {}};
  for (const SmokeTest& test : tests) {
    table.rows.push_back({std::to_string(table.rows.size() + 1), test.name, word_of(test.outcome),
                          one_line(test.detail)});
  }
  return render_table(table, terminal_style());
}

nlohmann::ordered_json smoke_json(const std::vector<SmokeTest>& tests) {
  auto list = nlohmann::ordered_json::array();
  for (const SmokeTest& test : tests) {
    list.push_back(
        {{"test", test.name}, {"result", word_of(test.outcome)}, {"detail", test.detail}});
  }
  return list;
}

int smoke_exit_code(const std::vector<SmokeTest>& tests) {
  if (count(tests, SmokeOutcome::failed) > 0) return static_cast<int>(base::ErrorCode::failed);
  if (count(tests, SmokeOutcome::skipped) > 5) return static_cast<int>(base::ErrorCode::nothing);
  return 0;
}

}  // namespace eros::cli
