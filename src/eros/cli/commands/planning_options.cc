#include "eros/cli/commands/planning_options.h"

#include "eros/captions/policies.h"
#include "eros/cli/commands/page_argument.h"
#include "eros/orchestrate/plan_weeks.h"

namespace eros::cli {

void add_planning_options(CLI::App& command, PlanningOptions& options) {
  command.add_option("PAGE", options.page, "page name");
  command.add_option("--page-name", options.page_option, "the page, as an option");
  command
      .add_option("--start-date", options.start_date,
                  "first of the seven days, YYYY-MM-DD on the page's clocks (default: next Monday)")
      ->check([](const std::string& day) { return day.empty() ? "a date is expected" : ""; });
  command.add_option("--mode", options.mode, "optimize, safe or conservative")
      ->check(CLI::IsMember({"optimize", "safe", "conservative"}))
      ->capture_default_str();
  command.add_option("--policy", options.policy,
                     "how captions are sampled: hierarchical, beta or wilson");
  command.add_option("--ppv", options.ppv, "PPVs of the week, instead of what the analysis says")
      ->check(CLI::Range(0, 175));
  command
      .add_option("--bump", options.bump, "bumps of the week, instead of what the analysis says")
      ->check(CLI::Range(0, 175));
  command.add_option("--zone", options.zone, "GREEN, YELLOW or RED, instead of the page's own")
      ->check(CLI::IsMember({"GREEN", "YELLOW", "RED"}, CLI::ignore_case));
}

std::string planned_page(const PlanningOptions& options) {
  if (options.page.empty() && options.page_option.empty()) {
    throw base::Error(base::ErrorCode::usage, "no PAGE is named",
                      "name it after the command, or with --page-name");
  }
  if (options.page.empty()) return page_argument(options.page_option);
  std::string page = page_argument(options.page);
  if (!options.page_option.empty() && page_argument(options.page_option) != page) {
    throw base::Error(
        base::ErrorCode::usage,
        "PAGE is '" + options.page + "' and --page-name '" + options.page_option + "'",
        "name one of them");
  }
  return page;
}

model::Settings planning_settings(const Context& context, const PlanningOptions& options) {
  model::Settings settings = context.settings;
  if (!options.policy.empty()) settings.policy = options.policy;
  captions::find_policy(settings.policy);
  return settings;
}

PlanningInputs load_planning_inputs(store::Store& store, const Context& context,
                                    const PlanningOptions& options, const std::string& page_name,
                                    const model::Settings& settings) {
  PlanningInputs inputs;
  const auto page = find_page(store, page_name);
  inputs.request.start = options.start_date.empty()
                             ? next_monday(context.as_of, page.timezone)
                             : day_argument("--start-date", options.start_date);
  orchestrate::check_start(inputs.request.start, context.as_of, page);
  inputs.request.mode = *model::parse_mode(options.mode);
  inputs.request.overrides = {options.ppv, options.bump, model::parse_zone(options.zone)};
  inputs.request.seed = context.seed;
  inputs.request.force = options.force;
  const std::vector<std::string> names = {page_name};
  auto run = orchestrate::load_run(store, names, context.as_of, inputs.request.start, settings,
                                   [&] { return context.open_store_beside(); });
  inputs.page = std::move(run.pages.front());
  inputs.agency = std::move(run.agency);
  return inputs;
}

}  // namespace eros::cli
