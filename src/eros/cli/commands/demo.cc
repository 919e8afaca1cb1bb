#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/named_output.h"
#include "eros/cli/commands/page_argument.h"
#include "eros/cli/commands/schedule_summary.h"
#include "eros/cli/commands/terminal.h"
#include "eros/cli/explain.h"
#include "eros/cli/figures.h"
#include "eros/cli/week_grid.h"
#include "eros/exports/csv.h"
#include "eros/exports/files.h"
#include "eros/exports/json_text.h"
#include "eros/orchestrate/demo_agency.h"
#include "eros/orchestrate/gate.h"
#include "eros/orchestrate/import_files.h"
#include "eros/orchestrate/learn.h"
#include "eros/orchestrate/plan_weeks.h"

namespace eros::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

struct Options {
  std::string folder = "eros-demo";
  std::string page;  // empty: the first
};

// In a folder with this file a demo may replace what it writes; in others it replaces nothing.
constexpr const char* mark = "eros-demo.txt";

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw base::Error(
        base::ErrorCode::failed,
        fmt::format("cannot make the folder '{}': {}", folder.string(), error.message()),
        "choose another --folder");
  if (fs::exists(folder / mark)) return;
  check_are_free(folder, {"eros.duckdb", "creators.csv", "captions.csv", "messages.csv"},
                 "It is not a demo's: choose another --folder.");
  exports::write_file_atomically(
      folder / mark, "A sample agency. 'eros demo' makes the files beside this one anew.\n");
}

std::string chosen_page(const orchestrate::DemoAgency& agency, const std::string& named) {
  if (named.empty()) return agency.page_names.front();
  std::string page = page_argument(named);
  if (std::ranges::find(agency.page_names, page) != agency.page_names.end()) return page;
  throw base::Error(base::ErrorCode::failed, "the sample agency has no page '" + page + "'",
                    fmt::format("There are: {}.", fmt::join(agency.page_names, ", ")));
}

// A new store with the sample agency imported and learned from; how much that was, as JSON.
ordered_json import_agency(const Context& context, const orchestrate::DemoAgency& agency,
                           const fs::path& folder) {
  const auto say = [&](const std::string& text) {
    if (context.format == Format::table) context.out << text;
  };
  ordered_json imported;
  fs::remove(context.store_location);
  fs::remove(context.store_location + ".wal");  // of a demo that was killed
  auto store = context.open_store(true, true);
  const auto import = [&](model::ImportKind kind, const char* name, const std::string& csv) {
    const std::string path = (folder / name).string();
    exports::write_file_atomically(path, csv);
    const auto result = orchestrate::import_files(
        *store, kind, {path}, {.as_of = context.as_of, .rejects_path = {}, .progress = {}});
    say(fmt::format("  {:<14}{:>7} rows\n", name, result.inserted));
    imported[fs::path(name).stem().string()] = result.inserted;
  };
  say("A sample agency, imported:\n");
  import(model::ImportKind::creators, "creators.csv", agency.creators_csv);
  import(model::ImportKind::captions, "captions.csv", agency.captions_csv);
  import(model::ImportKind::messages, "messages.csv", agency.messages_csv);
  const model::LearnResult learned = orchestrate::learn(*store, context.as_of, context.settings);
  say(fmt::format("Learned from {} on {}.\n\n",
                  amount_text(learned.messages, "message", "messages"),
                  amount_text(learned.pages, "page", "pages")));
  return imported;
}

std::string write_csv(store::Store& store, const std::string& schedule_id, const fs::path& folder) {
  std::string path = (folder / (schedule_id + ".csv")).string();
  exports::write_file_atomically(path,
                                 exports::schedule_csv(store.schedule_rows(schedule_id), {}).text);
  return path;
}

void show_week(const Context& context, const model::Schedule& week, const std::string& csv_path) {
  const Style style = terminal_style();
  context.out << week_grid(week_view(week), style);
  if (const model::PlannedMessage* best = most_valuable(week))
    context.out << "\nOne pick, explained\n" << explain_pick(*best, style);
  fmt::print(context.out, "\nThe CSV for review: {}\nThe store:          {}\n", csv_path,
             context.store_location);
  fmt::print(context.out, "Try: eros analyze {} --store {}\n", week.page_name,
             context.store_location);
}

void run(Context& context, const Options& options) {
  const fs::path folder = options.folder;
  const auto agency = orchestrate::make_demo_agency(context.as_of, context.seed);
  const std::string page_name = chosen_page(agency, options.page);
  make_folder(folder);
  context.store_location = (folder / "eros.duckdb").string();
  const ordered_json imported = import_agency(context, agency, folder);

  auto store = context.open_store();
  const model::Page page = find_page(*store, page_name);
  const orchestrate::PlanRequest request{.start = next_monday(context.as_of, page.timezone),
                                         .mode = model::Mode::optimize,
                                         .overrides = {},
                                         .seed = context.seed,
                                         .force = false};
  const model::PageInputs inputs =
      load_page(*store, page_name, context.as_of, context.settings.lookback_days, request.start);
  orchestrate::Agency loaded =
      orchestrate::load_agency(*store, context.as_of, request.start, context.settings);
  const auto weeks = orchestrate::plan_weeks(*store, loaded, std::span(&inputs, 1), request,
                                             context.settings, true);
  const model::Schedule& week = weeks.front();
  const std::string csv_path = write_csv(*store, week.schedule_id, folder);
  if (context.format == Format::table) return show_week(context, week, csv_path);
  const orchestrate::Gate gate = orchestrate::gate(week.validation.ok, week.volume.zone);
  context.out << exports::json_text(
      ordered_json{{"store", context.store_location},
                   {"imported", imported},
                   {"schedule", schedule_summary(week, gate, csv_path, true)}});
}

}  // namespace

void add_demo(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("demo", "a sample agency: import, plan one week, show it");
  auto options = std::make_shared<Options>();
  command->add_option("--folder", options->folder, "where its files go")->capture_default_str();
  command->add_option("--page", options->page, "one of its pages (default: the first by name)");
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace eros::cli
