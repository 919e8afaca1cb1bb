#include "eros/analysis/triggers.h"

#include <algorithm>

#include "eros/analysis/comparison.h"
#include "eros/analysis/moments.h"
#include "eros/analysis/statistics.h"
#include "eros/base/units.h"

namespace eros::analysis {
namespace {

// What the comparison needs of a set of PPVs.
struct Performance {
  double viewed = 0.0;
  double purchased = 0.0;
  model::Sum emv;

  void take(const model::Rollup& rollup) {
    viewed += static_cast<double>(rollup.viewed);
    purchased += static_cast<double>(rollup.purchased);
    add(emv, rollup.emv);
  }
  std::optional<double> conversion() const { return base::safe_divide(purchased, viewed); }
};

// Added up, not subtracted from the total: a difference of sums loses digits.
Performance of_others(std::span<const model::TriggerRollup> triggers, std::size_t left_out) {
  Performance others;
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    if (i != left_out) others.take(triggers[i].rollup);
  }
  return others;
}

model::TriggerAnalysis compare(const model::TriggerRollup& trigger, const Performance& others) {
  Performance own;
  own.take(trigger.rollup);
  model::TriggerAnalysis row;
  row.trigger = trigger.trigger;
  row.usage_count = trigger.rollup.messages;
  row.avg_rpr = mean(trigger.rollup.rpr);
  row.avg_conversion_rate = own.conversion();
  row.conversion_ci = wilson_interval(own.purchased, own.viewed);
  row.emv_lift_pct = lift_pct(mean(own.emv), mean(others.emv));
  row.conversion_lift_pct = lift_pct(own.conversion(), others.conversion());
  if (const auto test =
          two_proportion_z_test(own.purchased, own.viewed, others.purchased, others.viewed)) {
    row.p_value = test->p_value;
  }
  return row;
}

}  // namespace

std::vector<model::TriggerAnalysis> trigger_analysis(std::span<const model::TriggerRollup> triggers,
                                                     const model::BudgetSettings& budget) {
  std::vector<model::TriggerAnalysis> rows;
  std::vector<std::optional<double>> p_values;
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    rows.push_back(compare(triggers[i], of_others(triggers, i)));
    p_values.push_back(rows.back().p_value);
  }
  const auto q_values = benjamini_hochberg(p_values);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto& row = rows[i];
    row.q_value = q_values[i];
    row.is_statistically_significant = significant(row.q_value);
    row.trigger_health_status =
        trigger_health(triggers[i].rollup.paid, row.q_value, row.conversion_lift_pct);
    row.recommended_weekly_budget =
        recommended_weekly_budget(row.trigger, row.trigger_health_status, budget);
  }
  return rows;
}

std::string trigger_health(std::int64_t ppvs, const std::optional<double>& q_value,
                           const std::optional<double>& conversion_lift_pct) {
  if (ppvs < 5 || !q_value) return "TOO_LITTLE_DATA";
  if (!significant(q_value)) return "HEALTHY";
  // No lift although tested: the others sold nothing, so this one does better.
  return conversion_lift_pct.value_or(1.0) > 0.0 ? "STRONG" : "WEAK";
}

std::optional<int> recommended_weekly_budget(const std::string& trigger, const std::string& health,
                                             const model::BudgetSettings& budget) {
  const auto limit = budget.triggers.find(trigger);
  if (limit == budget.triggers.end()) return std::nullopt;
  if (health != "WEAK") return limit->second;
  return std::max(std::min(1, limit->second), limit->second / 2);
}

}  // namespace eros::analysis
