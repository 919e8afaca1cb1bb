#pragma once
#include <CLI/CLI.hpp>

#include "eros/cli/context.h"

// One file a command. Each adds its subcommand to the app; the command runs when it was parsed.
namespace eros::cli {

void add_init(CLI::App& app, Context& context);
void add_import(CLI::App& app, Context& context);
void add_analyze(CLI::App& app, Context& context);
void add_select(CLI::App& app, Context& context);
void add_schedule(CLI::App& app, Context& context);
void add_export(CLI::App& app, Context& context);
void add_schedules(CLI::App& app, Context& context);
void add_show(CLI::App& app, Context& context);
void add_approve(CLI::App& app, Context& context);
void add_cancel(CLI::App& app, Context& context);
void add_learn(CLI::App& app, Context& context);
void add_sweep(CLI::App& app, Context& context);
void add_simulate(CLI::App& app, Context& context);
void add_backtest(CLI::App& app, Context& context);
void add_smoke(CLI::App& app, Context& context);
void add_deploy(CLI::App& app, Context& context);
void add_costs(CLI::App& app, Context& context);
void add_backup(CLI::App& app, Context& context);
void add_restore(CLI::App& app, Context& context);
void add_rollback(CLI::App& app, Context& context);
void add_demo(CLI::App& app, Context& context);

// All of them, in the order in which the help lists them.
void add_commands(CLI::App& app, Context& context);

}  // namespace eros::cli
