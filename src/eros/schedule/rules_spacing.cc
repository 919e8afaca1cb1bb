#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "eros/schedule/rules.h"

namespace eros::schedule::rules {
namespace {

constexpr base::minutes any_gap{30};

// A message of this plan or of another live schedule.
struct Send {
  base::Instant at;
  bool is_ppv = false;
  std::optional<std::size_t> index;  // of this plan
  std::string name;
};

std::vector<Send> all_sends(const Week& week) {
  std::vector<Send> sends;
  for (const std::size_t index : week.by_time) {
    const model::PlannedMessage& message = week.message(index);
    sends.push_back({message.at, message.type == model::MessageType::ppv, index, week.name(index)});
  }
  for (const model::PlannedElsewhere& other : week.request.planned) {
    const std::string origin =
        other.schedule_id.empty() ? "that was sent" : "of " + other.schedule_id;
    sends.push_back({other.at, other.type == model::MessageType::ppv, std::nullopt,
                     fmt::format("{} {} {}", base::format_local(week.zone.to_local(other.at)),
                                 model::to_string(other.type), origin)});
  }
  std::stable_sort(sends.begin(), sends.end(),
                   [](const Send& a, const Send& b) { return a.at < b.at; });
  return sends;
}

// Every pair of sends nearer than `gap`, as far as this plan can help it.
void check_gap(const std::vector<Send>& sends, base::minutes gap, const char* rule,
               Findings& findings) {
  for (std::size_t a = 0; a < sends.size(); ++a) {
    for (std::size_t b = a + 1; b < sends.size() && sends[b].at - sends[a].at < gap; ++b) {
      std::vector<std::size_t> ours;
      if (sends[a].index) ours.push_back(*sends[a].index);
      if (sends[b].index) ours.push_back(*sends[b].index);
      if (ours.empty()) continue;
      const auto apart = std::chrono::floor<base::minutes>(sends[b].at - sends[a].at).count();
      findings.hard(rule,
                    fmt::format("{} and {} are {} minutes apart; at least {} are needed.",
                                sends[a].name, sends[b].name, apart, gap.count()),
                    std::move(ours));
    }
  }
}

void check_day_caps(const Week& week, Findings& findings) {
  const int cap = week.request.schedule.volume.max_messages_per_day;
  std::map<base::LocalDay, std::vector<std::size_t>> ours;
  std::map<base::LocalDay, std::size_t> others;
  for (const std::size_t index : week.by_time) {
    ours[week.zone.local_day(week.message(index).at)].push_back(index);
  }
  for (const model::PlannedElsewhere& other : week.request.planned) {
    ++others[week.zone.local_day(other.at)];
  }
  for (const auto& [day, indices] : ours) {
    const std::size_t total = indices.size() + others[day];
    if (std::cmp_less_equal(total, cap)) continue;
    findings.hard("day_cap",
                  fmt::format("{} has {} messages; at most {} are allowed.", base::format_day(day),
                              total, cap),
                  indices);
  }
}

void check_cooling_days(const Week& week, Findings& findings) {
  const base::LocalDay end =
      week.first_day() + base::days(week.request.schedule.volume.cooling_days);
  for (const std::size_t index : week.ppvs) {
    const base::LocalDay day = week.zone.local_day(week.message(index).at);
    if (day < week.first_day() || day >= end) continue;
    findings.hard("cooling_day_ppv",
                  fmt::format("{} is on a cooling day, which carries no PPV.", week.name(index)),
                  {index});
  }
}

}  // namespace

void check_spacing(const Week& week, Findings& findings) {
  const std::vector<Send> sends = all_sends(week);
  std::vector<Send> ppvs;
  std::copy_if(sends.begin(), sends.end(), std::back_inserter(ppvs),
               [](const Send& send) { return send.is_ppv; });
  check_gap(ppvs, week.request.schedule.volume.ppv_gap, "ppv_gap", findings);
  check_gap(sends, any_gap, "message_gap", findings);
  check_day_caps(week, findings);
  check_cooling_days(week, findings);
}

}  // namespace eros::schedule::rules
