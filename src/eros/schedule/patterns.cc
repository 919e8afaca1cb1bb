#include "eros/schedule/patterns.h"

namespace eros::schedule {

std::string_view Patterns::rule_broken_from(const std::vector<std::size_t>& order,
                                            std::size_t position) const {
  if (same_tier(order, position)) return "price_tier_run";
  if (same_category(order, position)) return "category_repeat";
  return breaks_from(order, position) > 0 ? "trigger_repeat" : std::string_view();
}

std::string_view Patterns::rule_broken_at(const std::vector<std::size_t>& order,
                                          std::size_t position) const {
  const std::size_t from = position < reach ? 0 : position - reach;
  for (std::size_t at = from; at <= position; ++at) {
    const std::string_view rule = rule_broken_from(order, at);
    if (!rule.empty()) return rule;
  }
  return {};
}

}  // namespace eros::schedule
