#pragma once
#include <string>

#include "eros/cli/style.h"
#include "eros/orchestrate/backtest/what_if.h"

namespace eros::cli {

// The what-if of one page in words that an operator understands. The comparison has the arms
// random, original, the set policy and oracle, or others; the verdict is about `policy`, the set
// one.
std::string what_if_text(const orchestrate::backtest::PageLikeness& like,
                         const orchestrate::backtest::Comparison& comparison,
                         const std::string& policy, const Style& style);

}  // namespace eros::cli
