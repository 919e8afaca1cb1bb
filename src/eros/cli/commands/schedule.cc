#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/named_output.h"
#include "eros/cli/commands/page_argument.h"
#include "eros/cli/commands/planning_options.h"
#include "eros/cli/commands/schedule_summary.h"
#include "eros/cli/commands/terminal.h"
#include "eros/cli/week_grid.h"
#include "eros/exports/csv.h"
#include "eros/exports/files.h"
#include "eros/exports/json_text.h"
#include "eros/orchestrate/gate.h"
#include "eros/orchestrate/plan_weeks.h"
#include "eros/orchestrate/schedule_rows.h"
#include "eros/orchestrate/weekly_revenue.h"

namespace eros::cli {
namespace {

struct Options {
  PlanningOptions planning;
  std::string output;
  bool dry_run = false;
  bool no_formula_guard = false;
};

// Tried before anything is planned: a plan whose file cannot be written is not saved.
void check_output(const Options& options) {
  if (options.output == "-")
    throw base::Error(base::ErrorCode::usage, "--output - cannot be: stdout has the plan",
                      "Name a file, or write the CSV afterwards with 'eros export ID --output -'.");
  if (options.dry_run && options.output.empty()) return;
  // The id that names the file is not made yet.
  exports::check_writable(options.output.empty() ? "sched_.csv" : options.output);
}

// The review copy, from the view that every exporter reads; of a dry run, from the plan.
std::string write_review_copy(store::Store& store, const model::Schedule& week,
                              const Options& options, const Context& context) {
  std::string path = options.output.empty() ? week.schedule_id + ".csv" : options.output;
  const auto rows =
      options.dry_run ? orchestrate::schedule_rows(week) : store.schedule_rows(week.schedule_id);
  const auto csv = exports::schedule_csv(rows, {.formula_guard = !options.no_formula_guard});
  exports::write_file_atomically(path, csv.text);
  if (csv.summary.guarded > 0) context.note(guarded_note(csv.summary.guarded));
  return path;
}

void run(const Context& context, const Options& options) {
  const model::Settings settings = planning_settings(context, options.planning);
  const std::string page_name = planned_page(options.planning);
  check_output(options);
  check_is_not_in_use(context, options.output);
  auto store = context.open_store();
  PlanningInputs inputs =
      load_planning_inputs(*store, context, options.planning, page_name, settings);
  const model::Schedule week =
      orchestrate::plan_weeks(*store, inputs.agency, std::span(&inputs.page, 1), inputs.request,
                              settings, !options.dry_run)
          .front();
  std::optional<std::string> output;
  if (!options.dry_run || !options.output.empty())
    output = write_review_copy(*store, week, options, context);
  const orchestrate::Gate gate = orchestrate::gate(week.validation.ok, week.volume.zone);
  if (context.format == Format::json) {
    context.out << exports::json_text(schedule_summary(week, gate, output, !options.dry_run));
    return;
  }
  WeekView view = week_view(week);
  if (inputs.page.history.page.revenue > 0.0) {
    view.revenue_a_week =
        orchestrate::revenue_a_week(inputs.page, context.as_of, settings.lookback_days);
  }
  context.out << week_grid(view, terminal_style());
  if (!gate.may_export) fmt::print(context.out, "\nExport would be skipped: {}.\n", gate.reason);
  fmt::print(context.out, "\n{}.\n",
             options.dry_run ? "A dry run: nothing was saved" : "Saved as " + week.schedule_id);
  if (!week.supersedes.empty())
    fmt::print(context.out, "{} the place of {}.\n", options.dry_run ? "It would take" : "It takes",
               fmt::join(week.supersedes, ", "));
  if (output) fmt::print(context.out, "Review copy: {}\n", *output);
}

}  // namespace

void add_schedule(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("schedule", "plan one week of a page: the main job");
  auto options = std::make_shared<Options>();
  add_planning_options(*command, options->planning);
  command->add_option("--output", options->output, "the CSV (default: <schedule_id>.csv here)");
  command->add_flag("--force", options->planning.force, "also replace approved and exported weeks");
  command->add_flag("--dry-run", options->dry_run,
                    "plan and show; save nothing (the CSV only with --output)");
  command->add_flag("--no-formula-guard", options->no_formula_guard,
                    "write texts that look like spreadsheet formulas as they are");
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace eros::cli
