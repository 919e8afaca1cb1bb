#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/exports/json_text.h"
#include "eros/store/bigquery/location.h"
#include "eros/store/snapshots.h"

namespace eros::cli {

void add_restore(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand(
      "restore", "put a backup's rows in place of the store's (see also rollback)");
  auto name = std::make_shared<std::string>();
  command->add_option("BACKUP", *name, "its name, by 'eros backup --list'")->required();
  command->callback([&context, name] {
    // A store that was lost is made anew, if it is the one that the backup is of.
    const bool may_make = !store::bigquery::is_bigquery(context.store_location) &&
                          store::has_snapshot_file(context.store_location, *name);
    auto store = context.open_store(may_make, true);
    context.progress("restoring...");
    const auto tables = store::restore_snapshot(*store, *name, {}, context.as_of);
    context.end_progress();
    if (context.format == Format::json) {
      context.out << exports::json_text(
          nlohmann::ordered_json{{"backup", *name}, {"tables", tables}});
    } else {
      fmt::print(context.out, "Restored {} tables from {}.\n", tables.size(), *name);
    }
  });
}

}  // namespace eros::cli
