#pragma once
#include <optional>
#include <span>
#include <string>

#include "eros/schedule/candidates.h"
#include "eros/schedule/sequence_search.h"

namespace eros::schedule {

// Why a caption stands in its slot.
struct Standing {
  // The best unused caption of the same share that could stand here, everything else as it is.
  std::optional<std::size_t> runner_up;
  // The rule that keeps the most valuable single change from this slot: an unused caption of a
  // better score, or an exchange with another slot. A pattern rule or a budget; empty: no such
  // change would be worth anything.
  std::string binding_constraint;
};

// `search` holds an order that no single change betters.
Standing standing_of(const Candidates& candidates, const SequenceSearch& search,
                     std::span<const double> slot_values, std::size_t position);

}  // namespace eros::schedule
