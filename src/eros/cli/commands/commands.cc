#include "eros/cli/commands/commands.h"

namespace eros::cli {

void add_commands(CLI::App& app, Context& context) {
  add_init(app, context);
  add_import(app, context);
  add_analyze(app, context);
  add_select(app, context);
  add_schedule(app, context);
  add_schedules(app, context);
  add_show(app, context);
  add_approve(app, context);
  add_cancel(app, context);
  add_export(app, context);
  add_learn(app, context);
  add_sweep(app, context);
  add_simulate(app, context);
  add_backtest(app, context);
  add_smoke(app, context);
  add_deploy(app, context);
  add_costs(app, context);
  add_backup(app, context);
  add_restore(app, context);
  add_rollback(app, context);
  add_demo(app, context);
}

}  // namespace eros::cli
