#include "eros/captions/budgets.h"

#include <algorithm>
#include <limits>

namespace eros::captions {
namespace {

// Far above any week, and safe to multiply by a percentage.
constexpr int no_limit = std::numeric_limits<int>::max() / 1'000;

std::uint32_t number_or_none(const model::CaptionBank& bank, const std::string& name) {
  const std::uint32_t number = bank.name_number(name);
  return number == model::CaptionBank::no_name ? 0 : number;
}

}  // namespace

WeekBudgets::WeekBudgets(const model::BudgetSettings& settings, const model::CaptionBank& bank)
    : urgent_{0, settings.urgent},
      categories_(bank.names(), Budget{0, settings.category}),
      triggers_(bank.names(), Budget{0, no_limit}) {
  for (const auto& [name, limit] : settings.triggers) {
    triggers_[number_or_none(bank, name)].limit = limit;
  }
  categories_[0].limit = no_limit;
  triggers_[0].limit = no_limit;
}

void WeekBudgets::add(const Kind& kind) {
  if (kind.is_urgent) ++urgent_.used;
  if (kind.category != 0) ++categories_[kind.category].used;
  if (kind.trigger != 0) ++triggers_[kind.trigger].used;
}

std::vector<std::string> WeekBudgets::used_up(const Kind& kind,
                                              const model::CaptionBank& bank) const {
  std::vector<std::string> names;
  if (kind.is_urgent && urgent_.is_at_limit()) names.emplace_back("urgent captions");
  if (categories_[kind.category].is_at_limit()) {
    names.push_back("category " + std::string(bank.name(kind.category)));
  }
  if (triggers_[kind.trigger].is_at_limit()) {
    names.push_back("trigger " + std::string(bank.name(kind.trigger)));
  }
  return names;
}

bool WeekBudgets::is_any_exhausted() const {
  const auto is_at_limit = [](const Budget& budget) { return budget.is_at_limit(); };
  return urgent_.is_at_limit() || std::ranges::any_of(categories_, is_at_limit) ||
         std::ranges::any_of(triggers_, is_at_limit);
}

double WeekBudgets::penalty(const Kind& kind) const {
  double sum = 0.0;
  if (kind.is_urgent && urgent_.has_reached(80)) sum -= 0.5;
  const Budget& category = categories_[kind.category];
  if (category.has_reached(80)) {
    sum -= 0.3;
  } else if (category.has_reached(60)) {
    sum -= 0.15;
  }
  const Budget& trigger = triggers_[kind.trigger];
  if (trigger.has_reached(80)) {
    sum -= 0.5;
  } else if (trigger.has_reached(60)) {
    sum -= 0.2;
  }
  return sum;
}

WeekBudgets budgets_before_pick(const PickRequest& request) {
  WeekBudgets budgets(request.settings.budget, request.bank);
  const base::Zone zone = base::Zone::find(request.inputs.page.timezone);
  for (const model::PlannedElsewhere& message : request.standing) {
    const base::LocalDay day = zone.local_day(message.at);
    if (day < request.first_day() || day > request.last_day()) continue;
    budgets.add({number_or_none(request.bank, message.category),
                 number_or_none(request.bank, message.trigger), message.has_urgency});
  }
  return budgets;
}

}  // namespace eros::captions
