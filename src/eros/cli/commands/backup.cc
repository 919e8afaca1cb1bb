#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/terminal.h"
#include "eros/cli/tables.h"
#include "eros/exports/json_text.h"
#include "eros/store/snapshots.h"

namespace eros::cli {
namespace {

using nlohmann::ordered_json;

struct Options {
  std::string name;
  bool list = false;
};

ordered_json as_json(const store::Snapshot& snapshot) {
  return {{"name", snapshot.name},
          {"taken_at", base::format_instant(snapshot.taken_at)},
          {"bytes", snapshot.bytes}};
}

void list(const Context& context, store::Store& store) {
  const auto snapshots = store::snapshots(store);
  if (context.format == Format::json) {
    auto all = ordered_json::array();
    for (const auto& snapshot : snapshots) all.push_back(as_json(snapshot));
    context.out << exports::json_text(all);
    return;
  }
  if (snapshots.empty()) {
    context.out << "No backups.\n";
    return;
  }
  Table table{.columns = {{"Backup"}, {"Taken (UTC)"}, {"Bytes", Align::right}}, .rows = {}};
  for (const auto& snapshot : snapshots) {
    table.rows.push_back({snapshot.name, base::format_instant(snapshot.taken_at).substr(0, 19),
                          std::to_string(snapshot.bytes)});
  }
  context.out << render_table(table, terminal_style());
}

void run(const Context& context, const Options& options) {
  auto store = context.open_store(false, true);
  if (options.list) return list(context, *store);
  context.progress("copying every table...");
  const auto snapshot = store::take_snapshot(
      *store, options.name.empty() ? store::free_snapshot_name(store::snapshots(*store),
                                                               store::snapshot_name(context.as_of))
                                   : options.name);
  context.end_progress();
  if (context.format == Format::json) {
    context.out << exports::json_text(as_json(snapshot));
  } else {
    fmt::print(context.out, "Backup {} of {}.\n", snapshot.name, context.store_location);
  }
}

}  // namespace

void add_backup(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("backup", "copy the whole store as it is at this moment");
  auto options = std::make_shared<Options>();
  command->add_option("--name", options->name, "a name for it (default: the time, in UTC)");
  command->add_flag("--list", options->list, "make none; list those there are, newest first");
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace eros::cli
