#pragma once
#include <span>
#include <vector>

#include "eros/model/report.h"
#include "eros/model/rollup.h"

namespace eros::analysis {

// Section content_category_performance: one row a category x tier, in the order of `categories`
// (by category, tier). Trends compare the mean RPR of the last 30 days with that of the 30
// before: RISING above +10 %, DECLINING below -10 %, else STABLE, which also stands for no trend.
std::vector<model::CategoryPerformance> category_performance(
    std::span<const model::CategoryRollup> categories);

}  // namespace eros::analysis
