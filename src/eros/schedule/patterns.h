#pragma once
#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "eros/schedule/candidates.h"

namespace eros::schedule {

// The pattern rules of SPEC 9 that depend on the order of captions: no price tier three times in
// a row, no trigger again within the next three, no category twice in a row. A break belongs to
// the earliest position that takes part in it. `order` holds indices into `captions`, by time.
class Patterns {
 public:
  explicit Patterns(std::span<const Candidate> captions) : captions_(captions) {}

  // How many breaks begin at `position`: one a pair (trigger, category) or run of three (tier).
  int breaks_from(const std::vector<std::size_t>& order, std::size_t position) const;
  // How many breaks end at the last position.
  int breaks_at_end(const std::vector<std::size_t>& order) const;
  // The first rule broken by a break that `position` takes part in; empty if none is.
  std::string_view rule_broken_at(const std::vector<std::size_t>& order,
                                  std::size_t position) const;

  static constexpr std::size_t reach = 3;  // positions from the first of a break to its last

 private:
  std::string_view rule_broken_from(const std::vector<std::size_t>& order,
                                    std::size_t position) const;
  const Candidate& at(const std::vector<std::size_t>& order, std::size_t position) const {
    return captions_[order[position]];
  }
  bool same_category(const std::vector<std::size_t>& order, std::size_t a) const;
  bool same_tier(const std::vector<std::size_t>& order, std::size_t a) const;

  std::span<const Candidate> captions_;
};

// Inline: a search asks these a million times.
inline bool Patterns::same_category(const std::vector<std::size_t>& order, std::size_t a) const {
  if (a + 1 >= order.size()) return false;
  const int category = at(order, a).category;
  return category != 0 && category == at(order, a + 1).category;
}

inline bool Patterns::same_tier(const std::vector<std::size_t>& order, std::size_t a) const {
  if (a + 2 >= order.size()) return false;
  const int tier = at(order, a).tier;
  return tier == at(order, a + 1).tier && tier == at(order, a + 2).tier;
}

inline int Patterns::breaks_from(const std::vector<std::size_t>& order,
                                 std::size_t position) const {
  int breaks = (same_category(order, position) ? 1 : 0) + (same_tier(order, position) ? 1 : 0);
  const int trigger = at(order, position).trigger;
  if (trigger == 0) return breaks;
  const std::size_t end = std::min(order.size(), position + reach + 1);
  for (std::size_t next = position + 1; next < end; ++next) {
    breaks += at(order, next).trigger == trigger ? 1 : 0;
  }
  return breaks;
}

inline int Patterns::breaks_at_end(const std::vector<std::size_t>& order) const {
  const std::size_t n = order.size();
  const Candidate& last = at(order, n - 1);
  int breaks =
      (n > 1 && same_category(order, n - 2) ? 1 : 0) + (n > 2 && same_tier(order, n - 3) ? 1 : 0);
  if (last.trigger == 0) return breaks;
  for (std::size_t before = n - 1 - std::min(n - 1, reach); before + 1 < n; ++before) {
    breaks += at(order, before).trigger == last.trigger ? 1 : 0;
  }
  return breaks;
}

}  // namespace eros::schedule
