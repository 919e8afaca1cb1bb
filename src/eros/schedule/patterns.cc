#include "eros/schedule/patterns.h"

#include <algorithm>

namespace eros::schedule {

bool Patterns::same_trigger(const std::vector<std::size_t>& order, std::size_t a,
                            std::size_t b) const {
  const int trigger = captions_[order[a]].trigger;
  return trigger != 0 && trigger == captions_[order[b]].trigger;
}

bool Patterns::same_category(const std::vector<std::size_t>& order, std::size_t a) const {
  if (a + 1 >= order.size()) return false;
  const int category = captions_[order[a]].category;
  return category != 0 && category == captions_[order[a + 1]].category;
}

bool Patterns::same_tier(const std::vector<std::size_t>& order, std::size_t a) const {
  if (a + 2 >= order.size()) return false;
  const int tier = captions_[order[a]].tier;
  return tier == captions_[order[a + 1]].tier && tier == captions_[order[a + 2]].tier;
}

int Patterns::breaks_from(const std::vector<std::size_t>& order, std::size_t position) const {
  int breaks = (same_category(order, position) ? 1 : 0) + (same_tier(order, position) ? 1 : 0);
  const std::size_t end = std::min(order.size(), position + reach + 1);
  for (std::size_t next = position + 1; next < end; ++next) {
    breaks += same_trigger(order, position, next) ? 1 : 0;
  }
  return breaks;
}

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
