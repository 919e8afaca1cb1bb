#include <fmt/format.h>

#include <map>

#include "eros/schedule/rules.h"

namespace eros::schedule::rules {
namespace {

// Who draws on one budget: this plan's messages, and how many of other schedules' in the week.
struct Use {
  std::vector<std::size_t> ours;
  int others = 0;
  int total() const { return static_cast<int>(ours.size()) + others; }
};

struct Uses {
  Use urgent;
  std::map<std::string, Use> category;
  std::map<std::string, Use> trigger;
};

Uses uses_of(const Week& week) {
  Uses uses;
  for (const std::size_t index : week.by_time) {
    const model::PlannedMessage& message = week.message(index);
    if (message.has_urgency) uses.urgent.ours.push_back(index);
    if (!message.category.empty()) uses.category[message.category].ours.push_back(index);
    if (!message.trigger.empty()) uses.trigger[message.trigger].ours.push_back(index);
  }
  for (const model::PlannedElsewhere& other : week.request.planned) {
    if (!week.holds(week.zone.local_day(other.at))) continue;
    if (other.has_urgency) ++uses.urgent.others;
    if (!other.category.empty()) ++uses.category[other.category].others;
    if (!other.trigger.empty()) ++uses.trigger[other.trigger].others;
  }
  return uses;
}

void check(const Use& use, int budget, const char* rule, const std::string& what,
           Findings& findings) {
  if (use.ours.empty() || use.total() <= budget) return;
  findings.hard(rule,
                fmt::format("The week has {} {} messages; at most {} are allowed.", use.total(),
                            what, budget),
                use.ours);
}

}  // namespace

void check_budgets(const Week& week, Findings& findings) {
  const model::BudgetSettings& budget = week.request.settings.budget;
  const Uses uses = uses_of(week);
  check(uses.urgent, budget.urgent, "urgent_budget", "urgent", findings);
  for (const auto& [category, use] : uses.category) {
    check(use, budget.category, "category_budget", fmt::format("\"{}\"", category), findings);
  }
  for (const auto& [trigger, use] : uses.trigger) {
    const auto limit = budget.triggers.find(trigger);
    if (limit == budget.triggers.end()) continue;
    check(use, limit->second, "trigger_budget", fmt::format("\"{}\"", trigger), findings);
  }
}

}  // namespace eros::schedule::rules
