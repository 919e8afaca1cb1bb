#include "eros/orchestrate/rollback.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/smoke_results.h"
#include "eros/cli/figures.h"
#include "eros/exports/json_text.h"

namespace eros::cli {
namespace {

struct Options {
  std::vector<std::string> tables;
  std::string to;
};

void run(Context& context, const Options& options) {
  auto store = context.open_store(false, true);
  context.progress("backing up, then going back...");
  const auto rollback = orchestrate::roll_back(
      *store,
      {.to = options.to, .tables = options.tables, .at = context.as_of, .seed = context.seed},
      context.settings);
  context.end_progress();
  if (context.format == Format::json) {
    context.out << exports::json_text(
        nlohmann::ordered_json{{"to", rollback.to},
                               {"before", rollback.before},
                               {"tables", rollback.tables},
                               {"tests", smoke_json(rollback.checks)}});
  } else {
    fmt::print(context.out, "Back at {}: {}. What was there is kept as {}.\n\n", rollback.to,
               amount_text(std::ssize(rollback.tables), "table", "tables"), rollback.before);
    context.out << smoke_table(rollback.checks);
  }
  // A store without pages is a fair state to go back to.
  const int checked = smoke_exit_code(rollback.checks);
  if (checked == static_cast<int>(base::ErrorCode::failed)) context.exit_code = checked;
}

}  // namespace

void add_rollback(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand(
      "rollback", "back up, restore a backup, and run the smoke tests on the result");
  auto options = std::make_shared<Options>();
  command->add_option("TABLE", options->tables, "these tables only (default: all)");
  command->add_option("--to", options->to, "a backup's name (default: the newest)");
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace eros::cli
