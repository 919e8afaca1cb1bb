#include "eros/schedule/followups.h"

#include <tuple>

namespace eros::schedule {

FollowUpRule follow_up_rule(model::Tier tier) {
  switch (tier) {
    case model::Tier::budget:
      return {3, 4, 5};
    case model::Tier::mid:
      return {2, 3, 3};
    case model::Tier::premium:
    case model::Tier::luxury:
      return {1, 2, 2};
    case model::Tier::vip:
    case model::Tier::bump:
      break;
  }
  return {};
}

std::vector<std::optional<std::size_t>> follow_ups(std::span<const TimedPpv> ppvs,
                                                   std::span<const base::Instant> bumps) {
  std::vector<int> touches(ppvs.size(), 0);
  std::vector<std::optional<std::size_t>> follows;
  for (const base::Instant bump : bumps) {
    std::optional<std::size_t> best;
    const auto urgency = [&](std::size_t at) {  // smaller is more urgent
      return std::tuple(touches[at] >= follow_up_rule(ppvs[at].tier).least, touches[at]);
    };
    for (std::size_t at = 0; at < ppvs.size() && ppvs[at].at < bump; ++at) {
      const FollowUpRule rule = follow_up_rule(ppvs[at].tier);
      if (touches[at] >= rule.most || bump > ppvs[at].at + base::days(rule.days)) continue;
      if (!best || urgency(at) <= urgency(*best)) best = at;
    }
    if (best) ++touches[*best];
    follows.push_back(best);
  }
  return follows;
}

}  // namespace eros::schedule
