#include <memory>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/page_argument.h"
#include "eros/cli/commands/planning_options.h"
#include "eros/cli/commands/terminal.h"
#include "eros/cli/pool_text.h"
#include "eros/exports/pool_json.h"
#include "eros/orchestrate/plan_page.h"
#include "eros/orchestrate/plan_weeks.h"

namespace eros::cli {
namespace {

void run(const Context& context, const PlanningOptions& options) {
  const model::Settings settings = planning_settings(context, options);
  const std::string page_name = planned_page(options);
  auto store = context.open_store();
  const PlanningInputs inputs = load_planning_inputs(*store, context, options, page_name, settings);
  const orchestrate::Selection selection =
      orchestrate::select_captions(inputs.agency, inputs.page, inputs.request, settings);
  const exports::PoolRun described{.page_name = page_name,
                                   .as_of = context.as_of,
                                   .week_start = inputs.request.start,
                                   .segment = inputs.page.page.segment_override.value_or(
                                       selection.report.behavioral_segment.segment_label),
                                   .policy = settings.policy,
                                   .seed = context.seed};
  context.out << (context.format == Format::json
                      ? exports::pool_json(described, selection.pool, inputs.agency.bank)
                      : pool_text(described, selection.pool, inputs.agency.bank, terminal_style()));
}

}  // namespace

void add_select(CLI::App& app, Context& context) {
  auto* command =
      app.add_subcommand("select", "the captions that a week would be made of, and why");
  auto options = std::make_shared<PlanningOptions>();
  add_planning_options(*command, *options);
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace eros::cli
