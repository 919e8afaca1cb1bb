#include <fmt/format.h>
#include <fmt/ostream.h>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/smoke_results.h"
#include "eros/exports/json_text.h"

namespace eros::cli {

void add_smoke(CLI::App& app, Context& context) {
  auto* command =
      app.add_subcommand("smoke", "the ten smoke tests against the store in use; changes nothing");
  command->callback([&context] {
    auto store = context.open_store();
    const auto tests = orchestrate::smoke(*store, context.as_of, context.seed, context.settings);
    if (context.format == Format::json) {
      context.out << exports::json_text(
          nlohmann::ordered_json{{"store", context.store_location},
                                 {"engine", store->engine().version()},
                                 {"tests", smoke_json(tests)}});
    } else {
      context.out << smoke_table(tests);
    }
    context.exit_code = smoke_exit_code(tests);
  });
}

}  // namespace eros::cli
