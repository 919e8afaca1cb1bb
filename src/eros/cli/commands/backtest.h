#pragma once
#include <CLI/CLI.hpp>

#include "eros/cli/context.h"

namespace eros::cli {

void add_backtest(CLI::App& app, Context& context);

}  // namespace eros::cli
