#pragma once
#include <string>

#include "eros/orchestrate/backtest/comparison.h"

namespace eros::orchestrate::backtest {

// The gain over random captions at random hours, week by week, a line an arm, as SVG. Readable on
// light and dark pages. Nothing to draw without an arm `random`: the axes alone.
std::string chart_svg(const Comparison& comparison);

}  // namespace eros::orchestrate::backtest
