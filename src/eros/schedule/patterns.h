#pragma once
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
  // The first rule broken by a break that `position` takes part in; empty if none is.
  std::string_view rule_broken_at(const std::vector<std::size_t>& order,
                                  std::size_t position) const;

  static constexpr std::size_t reach = 3;  // positions from the first of a break to its last

 private:
  std::string_view rule_broken_from(const std::vector<std::size_t>& order,
                                    std::size_t position) const;
  bool same_trigger(const std::vector<std::size_t>& order, std::size_t a, std::size_t b) const;
  bool same_category(const std::vector<std::size_t>& order, std::size_t a) const;
  bool same_tier(const std::vector<std::size_t>& order, std::size_t a) const;

  std::span<const Candidate> captions_;
};

}  // namespace eros::schedule
