#pragma once
#include <string>

#include "eros/cli/style.h"
#include "eros/orchestrate/backtest/comparison.h"

namespace eros::cli {

// The comparison as two tables for the terminal, with what they say in words.
std::string backtest_text(const orchestrate::backtest::Comparison& comparison, const Style& style);

}  // namespace eros::cli
