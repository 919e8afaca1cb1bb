#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/model/logged.h"

namespace eros::evaluation {

// A PPV that was planned.
struct PlannedPpv {
  std::string page_name;
  std::string caption_key;
  base::Instant at;
};

// Which sent message each planned one became: the one of its page and text that is nearest in time
// and at most `tolerance` away; of two that could have become one message, the nearer has it.
// Indices into `sent`. Time: n log n.
std::vector<std::optional<std::size_t>> match_sent(std::span<const PlannedPpv> planned,
                                                   std::span<const model::SentPpv> sent,
                                                   base::minutes tolerance);

}  // namespace eros::evaluation
