#include "eros/analysis/categories.h"

#include <string>

#include "eros/analysis/comparison.h"
#include "eros/analysis/moments.h"
#include "eros/analysis/statistics.h"
#include "eros/base/units.h"

namespace eros::analysis {
namespace {

std::string direction_word(Trend trend) {
  switch (trend) {
    case Trend::declining:
      return "DECLINING";
    case Trend::stable:
      return "STABLE";
    case Trend::rising:
      return "RISING";
  }
  return {};
}

model::CategoryPerformance performance(const model::CategoryRollup& category) {
  const model::Rollup& rollup = category.rollup;
  model::CategoryPerformance row;
  row.category = category.category;
  row.price_tier = category.tier;
  row.message_count = rollup.messages;
  row.avg_rpr = mean(rollup.rpr);
  row.avg_conversion_rate =
      base::safe_divide(static_cast<double>(rollup.purchased), static_cast<double>(rollup.viewed));
  row.trend_pct = lift_pct(mean(rollup.rpr_recent), mean(rollup.rpr_prior));
  row.trend_direction = direction_word(trend_of(row.trend_pct));
  if (const auto correlation =
          pearson(rollup.price, rollup.price_conversion, rollup.price_conversion_product)) {
    row.price_sensitivity = correlation->r;
  }
  return row;
}

// The tier with the highest mean RPR, the cheaper of equal ones.
std::optional<model::Tier> best_tier(std::span<const model::CategoryPerformance> rows) {
  const model::CategoryPerformance* best = nullptr;
  for (const auto& row : rows) {
    if (row.avg_rpr && (best == nullptr || *row.avg_rpr > *best->avg_rpr)) best = &row;
  }
  if (best == nullptr) return std::nullopt;
  return best->price_tier;
}

}  // namespace

std::vector<model::CategoryPerformance> category_performance(
    std::span<const model::CategoryRollup> categories) {
  std::vector<model::CategoryPerformance> rows;
  for (const auto& category : categories) rows.push_back(performance(category));
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin + 1;
    while (end < rows.size() && rows[end].category == rows[begin].category) ++end;
    const auto best = best_tier(std::span(rows).subspan(begin, end - begin));
    for (; begin < end; ++begin) rows[begin].best_price_tier = best;
  }
  return rows;
}

}  // namespace eros::analysis
