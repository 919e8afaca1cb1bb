#include <fmt/format.h>

#include "eros/schedule/rules.h"

namespace eros::schedule::rules {
namespace {

// The volume's number, or a shortfall that the plan states: the figure, and a sentence for people.
void check_count(const Week& week, const char* rule, const char* what, std::size_t placed,
                 int wanted, int stated_shortfall, Findings& findings) {
  const int shortfall = wanted - static_cast<int>(placed);
  const bool told = shortfall == 0 || !week.request.schedule.warnings.empty();
  if (shortfall >= 0 && shortfall == stated_shortfall && told) return;
  findings.hard(rule,
                fmt::format("The week has {} {}s; its volume asks for {} and the stated shortfall "
                            "is {}.",
                            placed, what, wanted, stated_shortfall),
                {});
}

struct Touches {
  std::size_t most;
  base::days within;
};
Touches allowed_touches(model::Tier tier) {
  if (tier == model::Tier::budget) return {4, base::days(5)};
  if (tier == model::Tier::mid) return {3, base::days(3)};
  if (tier == model::Tier::premium || tier == model::Tier::luxury) return {2, base::days(2)};
  return {0, base::days(0)};
}

void check_follow_ups(const Week& week, Findings& findings) {
  const auto& messages = week.request.schedule.messages;
  std::vector<std::size_t> touches(messages.size(), 0);
  for (const std::size_t index : week.by_time) {
    const model::PlannedMessage& bump = week.message(index);
    if (!bump.follows) continue;
    const bool names_a_ppv = *bump.follows < messages.size() &&
                             bump.type == model::MessageType::bump &&
                             messages[*bump.follows].type == model::MessageType::ppv &&
                             messages[*bump.follows].at < bump.at;
    if (!names_a_ppv) {
      findings.hard("follow_up",
                    fmt::format("{} does not follow a PPV sent before it.", week.name(index)),
                    {index});
      continue;
    }
    const model::PlannedMessage& ppv = messages[*bump.follows];
    const Touches allowed = allowed_touches(ppv.tier);
    const std::size_t touch = ++touches[*bump.follows];
    if (touch <= allowed.most && bump.at <= ppv.at + allowed.within) continue;
    findings.hard("follow_up",
                  fmt::format("{} is follow-up {} of {}; a {} PPV has at most {} within {} days.",
                              week.name(index), touch, week.name(*bump.follows),
                              model::to_string(ppv.tier), allowed.most, allowed.within.count()),
                  {*bump.follows, index});
  }
}

}  // namespace

void check_counts(const Week& week, Findings& findings) {
  const model::Schedule& schedule = week.request.schedule;
  check_count(week, "ppv_count", "PPV", week.ppvs.size(), schedule.volume.ppv,
              schedule.ppv_shortfall, findings);
  check_count(week, "bump_count", "bump", week.by_time.size() - week.ppvs.size(),
              schedule.volume.bump, schedule.bump_shortfall, findings);
  check_follow_ups(week, findings);
}

}  // namespace eros::schedule::rules
