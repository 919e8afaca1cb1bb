#include "eros/analysis/hours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <tuple>

#include "eros/analysis/comparison.h"
#include "eros/analysis/moments.h"
#include "eros/analysis/statistics.h"
#include "eros/base/units.h"

namespace eros::analysis {
namespace {

constexpr double pseudo_messages = 10.0;
constexpr int hours_a_day = 24;

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

// A row for each hour with data; values are left out.
std::vector<model::TimeWindow> described(std::span<const model::HourRollup> hours) {
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
    row.confidence = confidence(row.n);
    if (const auto test = welch_t_test(rollup.rpr, other_hours(hours, hour))) {
      row.p_value = test->p_value;
    }
    rows.push_back(row);
  }
  return rows;
}

// `rows`: those of the hours with data, in their order.
void value_by_page(std::span<const model::HourRollup> hours, const DayTypes& types,
                   double page_mean, std::vector<model::TimeWindow>& rows) {
  auto row = rows.begin();
  for (const auto& hour : hours) {
    if (hour.rollup.rpr.n == 0) continue;
    const double prior = shrunk_mean(types[hour.weekend ? 1 : 0], page_mean, pseudo_messages);
    const auto n = static_cast<double>(row->n);
    row->own_share = n / (n + pseudo_messages);
    row->shrunk_value = shrunk_mean(hour.rollup.rpr, prior, pseudo_messages);
    ++row;
  }
}

// The row of an effect's hour: one more where the page has no message then.
model::TimeWindow& row_of(const model::HourEffect& effect, std::vector<model::TimeWindow>& rows) {
  const bool weekend = effect.slot >= hours_a_day;
  const int hour = effect.slot % hours_a_day;
  for (model::TimeWindow& row : rows) {
    if (row.weekend == weekend && row.hour == hour) return row;
  }
  model::TimeWindow row;
  row.weekend = weekend;
  row.hour = hour;
  row.confidence = confidence(0);
  return rows.emplace_back(row);
}

void value_by_learned(std::span<const model::HourEffect> effects, bool is_own, double page_mean,
                      std::vector<model::TimeWindow>& rows) {
  for (model::TimeWindow& row : rows) row.shrunk_value = 1.0;  // no effect is known
  for (const model::HourEffect& effect : effects) {
    model::TimeWindow& row = row_of(effect, rows);
    row.shrunk_value = std::exp(effect.mean);
    row.own_share = is_own ? effect.own_share : 0.0;
  }
  double sum = 0.0;
  double messages = 0.0;
  for (const model::TimeWindow& row : rows) {
    sum += static_cast<double>(row.n) * row.shrunk_value;
    messages += static_cast<double>(row.n);
  }
  for (model::TimeWindow& row : rows) row.shrunk_value *= page_mean * messages / sum;
}

}  // namespace

double shrunk_mean(const model::Moments& moments, double prior, double weight) {
  return (moments.sum + weight * prior) / (static_cast<double>(moments.n) + weight);
}

std::vector<model::TimeWindow> time_windows(std::span<const model::HourRollup> hours,
                                            std::span<const model::HourEffect> own,
                                            std::span<const model::HourEffect> all) {
  const DayTypes types = rpr_by_day_type(hours);
  model::Moments page = types[0];
  add(page, types[1]);
  const auto page_mean = mean(page);
  if (!page_mean) return {};
  std::vector<model::TimeWindow> rows = described(hours);
  if (!own.empty()) {
    value_by_learned(own, true, *page_mean, rows);
  } else if (!all.empty()) {
    value_by_learned(all, false, *page_mean, rows);
  } else {
    value_by_page(hours, types, *page_mean, rows);
  }
  set_q_values(rows);
  std::sort(rows.begin(), rows.end(), [](const model::TimeWindow& a, const model::TimeWindow& b) {
    if (a.shrunk_value != b.shrunk_value) return a.shrunk_value > b.shrunk_value;
    return std::tie(a.weekend, a.hour) < std::tie(b.weekend, b.hour);
  });
  return rows;
}

}  // namespace eros::analysis
