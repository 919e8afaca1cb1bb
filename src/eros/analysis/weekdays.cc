#include "eros/analysis/weekdays.h"

#include <algorithm>
#include <array>

#include "eros/analysis/comparison.h"
#include "eros/analysis/moments.h"
#include "eros/analysis/statistics.h"
#include "eros/base/units.h"

namespace eros::analysis {

std::vector<model::DayOfWeekPattern> day_of_week_patterns(
    std::span<const model::WeekdayRollup> weekdays) {
  std::array<model::Moments, 7> rpr{};
  std::array<std::optional<double>, 7> medians;
  model::Moments all;
  for (const auto& weekday : weekdays) {
    const auto i = static_cast<std::size_t>(weekday.iso_weekday - 1);
    add(rpr[i], weekday.rollup.rpr);
    add(all, weekday.rollup.rpr);
    medians[i] = weekday.median_rpr;
  }
  const auto overall = mean(all);

  std::vector<model::DayOfWeekPattern> rows(7);
  std::array<std::optional<double>, 7> p_values;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    model::Moments others;
    for (std::size_t other = 0; other < rpr.size(); ++other) {
      if (other != i) add(others, rpr[other]);
    }
    auto& row = rows[i];
    row.iso_weekday = static_cast<int>(i) + 1;
    row.n = rpr[i].n;
    row.mean = mean(rpr[i]);
    row.median = medians[i];
    row.ci = t_interval(rpr[i]);
    if (row.mean && overall) row.performance_index = base::safe_divide(*row.mean, *overall);
    if (const auto test = welch_t_test(rpr[i], others)) row.p_value = test->p_value;
    p_values[i] = row.p_value;
  }

  const auto q_values = benjamini_hochberg(p_values);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto& row = rows[i];
    row.q_value = q_values[i];
    row.is_statistically_significant = significant(row.q_value);
    if (row.is_statistically_significant && row.performance_index) {
      row.volume_multiplier = std::clamp(*row.performance_index, 0.70, 1.30);
    }
  }
  return rows;
}

}  // namespace eros::analysis
