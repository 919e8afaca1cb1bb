#include <fmt/format.h>
#include <fmt/ostream.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/named_output.h"
#include "eros/cli/commands/stored_schedule.h"
#include "eros/cli/figures.h"
#include "eros/exports/files.h"
#include "eros/exports/json_text.h"
#include "eros/orchestrate/export_schedule.h"

namespace eros::cli {
namespace {

struct Options {
  std::string schedule_id;
  std::string to = "csv";
  std::string output;
  bool force = false;
  bool extended = false;
  bool no_formula_guard = false;
};

// JSON has all fields, and texts as they are.
void check_format(const Options& options) {
  if (options.to == "csv" || !(options.extended || options.no_formula_guard)) return;
  throw base::Error(base::ErrorCode::usage,
                    fmt::format("{} is for CSV, not for --to {}",
                                options.extended ? "--extended" : "--no-formula-guard", options.to),
                    "leave it out, or export --to csv");
}

void report_outcome(Context& context, const Options& options, const std::string& path,
                    const orchestrate::ExportOutcome& outcome) {
  if (!outcome.exported) {
    context.exit_code = static_cast<int>(base::ErrorCode::nothing);
    context.err << "eros: export skipped: " << outcome.reason << '\n';
  }
  if (path == "-") return;  // stdout holds the export itself
  if (context.format == Format::json) {
    context.out << exports::json_text(
        {{"schedule_id", options.schedule_id},
         {"status", outcome.exported ? "exported" : "skipped"},
         {"reason", outcome.reason},
         {"rows", outcome.rows},
         {"guarded", outcome.guarded},
         {"output", outcome.exported ? nlohmann::ordered_json(path) : nlohmann::ordered_json()}});
  } else if (outcome.exported) {
    fmt::print(context.out, "Exported {} to {}\n", amount_text(outcome.rows, "message", "messages"),
               path);
    if (outcome.guarded > 0) context.note(guarded_note(outcome.guarded));
  }
}

void run(Context& context, const Options& options) {
  const std::string path =
      options.output.empty() ? options.schedule_id + "." + options.to : options.output;
  check_is_not_in_use(context, path);
  auto store = context.open_store();
  const model::StoredSchedule schedule = find_schedule(*store, options.schedule_id);
  const auto outcome = orchestrate::export_schedule(
      *store, schedule,
      {.format =
           options.to == "json" ? orchestrate::ExportFormat::json : orchestrate::ExportFormat::csv,
       .csv = {.formula_guard = !options.no_formula_guard, .extended = options.extended},
       .force = options.force,
       .as_of = context.as_of,
       .write = [&](const std::string& text) {
         if (path != "-") return exports::write_file_atomically(path, text);
         context.out << text;
         context.flush();
       }});
  report_outcome(context, options, path, outcome);
}

}  // namespace

void add_export(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("export", "write a stored week as a file");
  auto options = std::make_shared<Options>();
  command->add_option("SCHEDULE_ID", options->schedule_id, "as 'eros schedules' lists it")
      ->required();
  command->add_option("--to", options->to, "csv or json")
      ->check(CLI::IsMember({"csv", "json"}))
      ->capture_default_str();
  command->add_option("--output", options->output,
                      "the file, '-' for stdout (default: <schedule_id>.csv here)");
  command->add_flag("--force", options->force, "export also what the gate would skip; logged");
  command->add_flag("--extended", options->extended, "CSV with price, trigger, bounds and more");
  command->add_flag("--no-formula-guard", options->no_formula_guard,
                    "CSV with texts that look like spreadsheet formulas as they are");
  command->callback([&context, options] {
    check_format(*options);
    run(context, *options);
  });
}

}  // namespace eros::cli
