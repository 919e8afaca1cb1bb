#include <fmt/format.h>
#include <fmt/ostream.h>

#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"

namespace eros::cli {

void add_init(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("init", "create the store, or bring an older one up to date");
  command->callback([&context] {
    auto store = context.open_store(true);
    const std::string engine = store->engine().version();
    if (context.format == Format::json) {
      context.out
          << nlohmann::ordered_json{{"store", context.store_location}, {"engine", engine}}.dump(2)
          << '\n';
    } else {
      fmt::print(context.out, "Store {} is ready ({}).\n", context.store_location, engine);
    }
  });
}

}  // namespace eros::cli
