#include "eros/store/bigquery/deploy.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/smoke_results.h"
#include "eros/cli/commands/terminal.h"
#include "eros/cli/tables.h"
#include "eros/exports/json_text.h"
#include "eros/store/bigquery/snapshots.h"
#include "eros/store/bigquery/transfer_schedules.h"
#include "eros/store/snapshots.h"

namespace eros::cli {
namespace {

using nlohmann::ordered_json;
using store::bigquery::Object;

struct Options {
  bool dry_run = false;
  bool schedules = false;
  bool no_backup = false;
};

void show_plan(const Context& context, const std::vector<Object>& plan) {
  if (context.format == Format::json) {
    auto list = ordered_json::array();
    for (const Object& object : plan) {
      list.push_back(
          {{"kind", to_string(object.kind)}, {"name", object.name}, {"sql", object.sql}});
    }
    context.out << exports::json_text(list);
    return;
  }
  Table table{.columns = {{"", Align::right}, {"Kind"}, {"Name"}}, .rows = {}};
  for (const Object& object : plan) {
    table.rows.push_back(
        {std::to_string(table.rows.size() + 1), std::string(to_string(object.kind)), object.name});
  }
  context.out << render_table(table, terminal_style());
}

void run(Context& context, const Options& options) {
  if (!store::bigquery::is_bigquery(context.store_location)) {
    throw base::Error(base::ErrorCode::usage, "deploy is for a store in BigQuery",
                      "Name it as --store bigquery://PROJECT/DATASET. A DuckDB file is made by "
                      "'eros init'.");
  }
  auto store = context.open_store();
  auto& engine = as_bigquery(store->engine(), "deploying");
  const auto plan = store::bigquery::plan_deployment(engine);
  if (options.dry_run) return show_plan(context, plan);
  if (options.schedules && engine.client().is_emulator()) {
    throw base::Error(base::ErrorCode::failed, "BigQuery's emulator has no scheduled queries",
                      "Deploy without --schedules, or to a real dataset.");
  }
  std::string backup;
  if (!options.no_backup && !engine.client().is_emulator() && store::bigquery::has_tables(engine)) {
    const auto name = store::free_snapshot_name(
        store::snapshots(*store), "before_deploy_" + store::snapshot_name(context.as_of));
    backup = store::take_snapshot(*store, name).name;
  }
  std::size_t made = 0;
  store::bigquery::deploy(engine, plan, [&](const Object& object) {
    context.note(
        fmt::format("{}/{} {} {}", ++made, plan.size(), to_string(object.kind), object.name));
  });
  std::vector<std::string> schedules;
  if (options.schedules) schedules = store::bigquery::install_schedules(engine);
  const auto tests = orchestrate::smoke(*store, context.as_of, context.seed, context.settings);
  if (context.format == Format::json) {
    context.out << exports::json_text(ordered_json{{"objects", made},
                                                   {"backup", backup},
                                                   {"schedules", schedules},
                                                   {"tests", smoke_json(tests)}});
  } else {
    fmt::print(context.out, "Deployed {} objects.\n", made);
    if (!backup.empty()) fmt::print(context.out, "What was there is kept as {}.\n", backup);
    for (const std::string& schedule : schedules) fmt::print(context.out, "{}\n", schedule);
    context.out << smoke_table(tests);
  }
  const int checked = smoke_exit_code(tests);
  if (checked == static_cast<int>(base::ErrorCode::failed)) context.exit_code = checked;
}

}  // namespace

void add_deploy(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand(
      "deploy", "make every object of a store in BigQuery, or bring it up to date; drops nothing");
  auto options = std::make_shared<Options>();
  command->add_flag("--dry-run", options->dry_run, "show the plan; make nothing");
  command->add_flag("--schedules", options->schedules,
                    "also create or update the scheduled queries");
  command->add_flag("--no-backup", options->no_backup, "do not back up first");
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace eros::cli
