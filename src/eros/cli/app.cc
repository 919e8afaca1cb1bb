#include "eros/cli/app.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <charconv>

#include "eros/cli/commands/commands.h"
#include "eros/cli/context.h"
#include "eros/cli/interrupt.h"
#include "eros/cli/settings_file.h"
#include "eros/store/seed.h"

namespace eros::cli {
namespace {

using base::Error;
using base::ErrorCode;

// "eros --store x analyze p" and "eros analyze p --store x" are the same.
void add_global_options(CLI::App& app, Context& context) {
  app.add_option("--store", context.store_location,
                 "the store: a DuckDB file, or bigquery://PROJECT/DATASET[?OPTION=VALUE&...]")
      ->envname("EROS_STORE")
      ->capture_default_str();
  auto* project =
      app.add_option("--project-id", context.project_id, "with --dataset: a store in BigQuery");
  auto* dataset = app.add_option("--dataset", context.dataset, "with --project-id: its dataset");
  project->needs(dataset);
  dataset->needs(project);
  app.add_option(
      "--as-of", context.as_of_text,
      "take this instant for now, e.g. 2026-11-17T12:00:00-08:00; later rows are ignored");
  app.add_option("--seed", context.seed, "seed of every random draw")
      ->check([](const std::string& text) {  // else -1 would wrap around, and 2^64 be cut
        std::uint64_t seed = 0;
        const char* end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data(), end, seed);
        return error == std::errc() && stop == end
                   ? ""
                   : "'" + text + "' is not a whole number from 0 to 18446744073709551615";
      })
      ->capture_default_str();
  app.add_option_function<std::string>(
         "--format",
         [&context](const std::string& name) {
           context.format = name == "json" ? Format::json : Format::table;
         },
         "how results are printed: table or json")
      ->check(CLI::IsMember({"table", "json"}))
      ->option_text("table|json");
  app.add_option("--config", context.config_path, "settings file (TOML)")->option_text("FILE");
  app.add_option("--log-level", context.log_level, "how much is logged to stderr")
      ->check(CLI::IsMember({"trace", "debug", "info", "warning", "error", "off"}))
      ->capture_default_str();
  app.add_flag("--quiet", context.quiet, "no notes and no progress on stderr");
}

void start_log(const Context& context) {
  auto log =
      std::make_shared<spdlog::logger>("eros", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  log->set_level(spdlog::level::from_str(context.log_level));
  spdlog::set_default_logger(std::move(log));
}

base::Instant read_as_of(const Context& context) {
  if (!context.as_of_text)
    return std::chrono::floor<base::microseconds>(std::chrono::system_clock::now());
  const auto instant =
      base::parse_instant(*context.as_of_text, base::Zone::find("America/Los_Angeles"));
  if (!instant)
    throw Error(ErrorCode::usage, "--as-of '" + *context.as_of_text + "' is not a time",
                "write it as 2026-11-17T12:00:00-08:00");
  const auto year =
      std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(*instant)).year();
  if (year < store::first_local_year || year > store::last_local_year)
    throw Error(ErrorCode::usage,
                fmt::format("--as-of '{}' lies outside {} to {}", *context.as_of_text,
                            static_cast<int>(store::first_local_year),
                            static_cast<int>(store::last_local_year)),
                "those are the years whose local times EROS knows");
  return *instant;
}

void prepare(Context& context) {
  start_log(context);
  if (context.project_id && context.dataset) {
    context.store_location = "bigquery://" + *context.project_id + "/" + *context.dataset;
  }
  if (context.config_path) context.settings = read_settings(*context.config_path);
  context.as_of = read_as_of(context);
}

int report_error(const Error& error, std::ostream& err) {
  err << "eros: " << error.what() << '\n';
  if (!error.hint().empty()) err << "  " << error.hint() << '\n';
  return static_cast<int>(error.code());
}

// `why` may say what was asked to stop.
int report_interrupt(const std::string& why, std::ostream& err) {
  err << interrupted_text();
  if (!why.empty()) err << "  " << why << '\n';
  return static_cast<int>(ErrorCode::failed);
}

// Help and version are such "errors" too: they go to stdout.
int report_parse_error(CLI::App& app, const CLI::ParseError& error, std::ostream& out,
                       std::ostream& err) {
  if (error.get_exit_code() == 0) return app.exit(error, out, err);
  std::string what = error.what();
  if (what == "A subcommand is required") what = "a command is missing";
  if (const auto unknown = app.remaining(); app.get_subcommands().empty() && !unknown.empty()) {
    what = std::string("there is no ") + (unknown.front().starts_with('-') ? "option" : "command") +
           " '" + unknown.front() + "'";
  }
  return report_error(Error(ErrorCode::usage, what, "Run 'eros --help', or 'eros COMMAND --help'."),
                      err);
}

}  // namespace

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  Context context(out, err);
  CLI::App app("EROS plans the weekly mass messages of content creators.", "eros");
  app.set_version_flag("--version", EROS_VERSION);
  app.fallthrough();
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  add_global_options(app, context);
  app.parse_complete_callback([&context] { prepare(context); });
  add_commands(app, context);
  try {
    app.parse(argc, argv);
    context.flush();
    return context.exit_code;
  } catch (const CLI::ParseError& error) {
    return report_parse_error(app, error, out, err);
  } catch (const Error& error) {
    context.end_progress();
    return interrupted() ? report_interrupt(error.hint(), err) : report_error(error, err);
  } catch (const std::bad_alloc&) {
    context.end_progress();
    return report_error(Error(ErrorCode::failed, "the machine has not enough memory for this",
                              "Ask for less at once, or use a machine with more."),
                        err);
  } catch (const std::exception& error) {
    context.end_progress();
    if (interrupted()) return report_interrupt({}, err);
    // A fault of ours: say so plainly, without internals.
    return report_error(Error(ErrorCode::failed, std::string("internal error: ") + error.what(),
                              "please report this with the command that you ran"),
                        err);
  }
}

}  // namespace eros::cli
