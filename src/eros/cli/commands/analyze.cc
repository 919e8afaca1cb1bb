#include <memory>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/page_argument.h"
#include "eros/cli/commands/terminal.h"
#include "eros/cli/report_text.h"
#include "eros/exports/report_json.h"
#include "eros/orchestrate/plan_page.h"

namespace eros::cli {
namespace {

struct Options {
  std::string page;
  std::optional<int> lookback_days;
};

void run(const Context& context, const Options& options) {
  model::Settings settings = context.settings;
  if (options.lookback_days) settings.lookback_days = *options.lookback_days;
  const std::string page_name = page_argument(options.page);
  auto store = context.open_store();
  find_page(*store, page_name);
  const std::vector<std::string> names = {page_name};
  const auto read = orchestrate::load_run(*store, names, context.as_of, std::nullopt, settings);
  const model::PageInputs& inputs = read.pages.front();
  const model::Report report = orchestrate::analyse_page(
      read.agency, inputs, next_monday(context.as_of, inputs.page.timezone), settings);
  context.out << (context.format == Format::json ? exports::report_json(report)
                                                 : report_text(report, terminal_style()));
}

}  // namespace

void add_analyze(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("analyze", "the report on one page");
  auto options = std::make_shared<Options>();
  command->add_option("PAGE", options->page, "page name")->required();
  command->add_option("--lookback-days", options->lookback_days, "days of history (default 90)")
      ->check(CLI::Range(1, 3650));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace eros::cli
