#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "eros/schedule/rules.h"

namespace eros::schedule::rules {
namespace {

void check_tiers(const Week& week, Findings& findings) {
  for (std::size_t at = 2; at < week.ppvs.size(); ++at) {
    const std::vector<std::size_t> three(week.ppvs.begin() + static_cast<std::ptrdiff_t>(at) - 2,
                                         week.ppvs.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    const model::Tier tier = week.message(three[0]).tier;
    if (week.message(three[1]).tier != tier || week.message(three[2]).tier != tier) continue;
    findings.soft("price_tier_run",
                  fmt::format("Three PPVs in a row are {}, from {}.", model::to_string(tier),
                              week.name(three[0])),
                  three);
  }
}

void check_triggers(const Week& week, Findings& findings) {
  for (std::size_t a = 0; a < week.ppvs.size(); ++a) {
    const std::string& trigger = week.message(week.ppvs[a]).trigger;
    if (trigger.empty()) continue;
    for (std::size_t b = a + 1; b < week.ppvs.size() && b <= a + 3; ++b) {
      if (week.message(week.ppvs[b]).trigger != trigger) continue;
      findings.soft("trigger_repeat",
                    fmt::format("Trigger \"{}\" of {} comes again {} PPVs later.", trigger,
                                week.name(week.ppvs[a]), b - a),
                    {week.ppvs[a], week.ppvs[b]});
    }
  }
}

void check_categories(const Week& week, Findings& findings) {
  for (std::size_t at = 1; at < week.ppvs.size(); ++at) {
    const std::string& category = week.message(week.ppvs[at]).category;
    if (category.empty() || week.message(week.ppvs[at - 1]).category != category) continue;
    findings.soft("category_repeat",
                  fmt::format("{} repeats the category \"{}\" of the PPV before it.",
                              week.name(week.ppvs[at]), category),
                  {week.ppvs[at - 1], week.ppvs[at]});
  }
}

void check_hours(const Week& week, Findings& findings) {
  const std::size_t most = std::max<std::size_t>(2, (week.ppvs.size() + 3) / 4);
  std::map<int, std::vector<std::size_t>> by_hour;
  for (const std::size_t index : week.ppvs) {
    by_hour[base::hour_of(week.zone.to_local(week.message(index).at))].push_back(index);
  }
  for (const auto& [hour, indices] : by_hour) {
    if (indices.size() <= most) continue;
    findings.soft("hour_concentration",
                  fmt::format("{} PPVs are in the hour from {:02}:00; at most {} of {} should be.",
                              indices.size(), hour, most, week.ppvs.size()),
                  indices);
  }
}

}  // namespace

void check_patterns(const Week& week, Findings& findings) {
  check_tiers(week, findings);
  check_triggers(week, findings);
  check_categories(week, findings);
  check_hours(week, findings);
}

}  // namespace eros::schedule::rules
