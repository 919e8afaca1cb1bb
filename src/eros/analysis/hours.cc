#include "eros/analysis/hours.h"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>

#include "eros/analysis/comparison.h"
#include "eros/analysis/moments.h"
#include "eros/analysis/statistics.h"
#include "eros/base/units.h"

namespace eros::analysis {
namespace {

constexpr double pseudo_messages = 10.0;

// Index: weekday 0, weekend 1.
using DayTypes = std::array<model::Moments, 2>;

DayTypes rpr_by_day_type(std::span<const model::HourRollup> hours) {
  DayTypes types{};
  for (const auto& hour : hours) add(types[hour.weekend ? 1 : 0], hour.rollup.rpr);
  return types;
}

model::Moments other_hours(std::span<const model::HourRollup> hours,
                           const model::HourRollup& left_out) {
  model::Moments others;
  for (const auto& hour : hours) {
    if (hour.weekend == left_out.weekend && hour.hour != left_out.hour) {
      add(others, hour.rollup.rpr);
    }
  }
  return others;
}

std::string confidence(std::int64_t n) {
  return n >= 10 ? "HIGH_CONF" : n >= 5 ? "MED_CONF" : "LOW_CONF";
}

void set_q_values(std::vector<model::TimeWindow>& rows) {
  std::vector<std::optional<double>> p_values;
  for (const auto& row : rows) p_values.push_back(row.p_value);
  const auto q_values = benjamini_hochberg(p_values);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].q_value = q_values[i];
    rows[i].is_statistically_significant = significant(q_values[i]);
  }
}

}  // namespace

double shrunk_mean(const model::Moments& moments, double prior, double weight) {
  return (moments.sum + weight * prior) / (static_cast<double>(moments.n) + weight);
}

std::vector<model::TimeWindow> time_windows(std::span<const model::HourRollup> hours) {
  const DayTypes types = rpr_by_day_type(hours);
  model::Moments page = types[0];
  add(page, types[1]);
  const auto page_mean = mean(page);
  if (!page_mean) return {};
  const std::array priors = {shrunk_mean(types[0], *page_mean, pseudo_messages),
                             shrunk_mean(types[1], *page_mean, pseudo_messages)};

  std::vector<model::TimeWindow> rows;
  for (const auto& hour : hours) {
    const model::Rollup& rollup = hour.rollup;
    if (rollup.rpr.n == 0) continue;
    model::TimeWindow row;
    row.weekend = hour.weekend;
    row.hour = hour.hour;
    row.n = rollup.rpr.n;
    row.avg_rpr = mean(rollup.rpr);
    row.avg_conversion_rate = base::safe_divide(static_cast<double>(rollup.purchased),
                                                static_cast<double>(rollup.viewed));
    row.shrunk_value = shrunk_mean(rollup.rpr, priors[hour.weekend ? 1 : 0], pseudo_messages);
    row.confidence = confidence(row.n);
    if (const auto test = welch_t_test(rollup.rpr, other_hours(hours, hour))) {
      row.p_value = test->p_value;
    }
    rows.push_back(row);
  }
  set_q_values(rows);
  std::sort(rows.begin(), rows.end(), [](const model::TimeWindow& a, const model::TimeWindow& b) {
    if (a.shrunk_value != b.shrunk_value) return a.shrunk_value > b.shrunk_value;
    return std::tie(a.weekend, a.hour) < std::tie(b.weekend, b.hour);
  });
  return rows;
}

}  // namespace eros::analysis
