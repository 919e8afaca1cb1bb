#include "eros/orchestrate/standing_messages.h"

#include <algorithm>

#include "eros/evaluation/matching.h"

namespace eros::orchestrate {
namespace {

using model::PlannedElsewhere;

constexpr base::days reach{1};  // before the week: no gap is longer
constexpr base::minutes moved_at_most{24 * 60};

std::vector<PlannedElsewhere> planned_that_stays(const model::PageInputs& inputs,
                                                 base::Instant as_of,
                                                 std::span<const std::string> replaced) {
  std::vector<PlannedElsewhere> stays;
  for (const PlannedElsewhere& message : inputs.planned) {
    const bool is_dead = message.status == model::ScheduleStatus::superseded ||
                         std::ranges::find(replaced, message.schedule_id) != replaced.end();
    if (!is_dead || message.at <= as_of) stays.push_back(message);
  }
  return stays;
}

std::vector<PlannedElsewhere> sent_since(const model::PageInputs& inputs, base::Instant since) {
  std::vector<PlannedElsewhere> sent;
  for (const model::CaptionUse& use : inputs.recent_uses) {
    if (use.at < since) continue;
    PlannedElsewhere& message = sent.emplace_back();
    message.at = use.at;
    message.type = use.type;
    message.status = model::ScheduleStatus::exported;
    message.caption_key = use.caption_key;
    message.category = use.category;
    message.trigger = use.trigger;
    message.has_urgency = use.has_urgency;
  }
  return sent;
}

// Which of `sent` each of `planned` became.
std::vector<std::optional<std::size_t>> became(std::span<const PlannedElsewhere> planned,
                                               std::span<const PlannedElsewhere> sent) {
  std::vector<evaluation::PlannedPpv> wanted;
  for (const PlannedElsewhere& message : planned)
    wanted.push_back({"", message.caption_key, message.at});
  std::vector<model::SentPpv> found;
  for (const PlannedElsewhere& message : sent) {
    model::SentPpv& of = found.emplace_back();
    of.caption_key = message.caption_key;
    of.at = message.at;
  }
  return evaluation::match_sent(wanted, found, moved_at_most);
}

}  // namespace

std::vector<PlannedElsewhere> standing_messages(const model::PageInputs& inputs,
                                                base::LocalDay start, base::Instant as_of,
                                                std::span<const std::string> replaced) {
  std::vector<PlannedElsewhere> standing = planned_that_stays(inputs, as_of, replaced);
  const base::Zone zone = base::Zone::find(inputs.page.timezone);
  std::vector<PlannedElsewhere> sent = sent_since(inputs, zone.day_start(start - reach));
  std::ranges::stable_sort(standing, {}, &PlannedElsewhere::at);
  const auto past = std::ranges::upper_bound(standing, as_of, {}, &PlannedElsewhere::at);
  const auto of_past = became({standing.begin(), past}, sent);
  std::vector<bool> is_known(sent.size());
  for (std::size_t i = 0; i < of_past.size(); ++i) {
    if (!of_past[i]) continue;
    standing[i].at = sent[*of_past[i]].at;
    is_known[*of_past[i]] = true;
  }
  for (std::size_t i = 0; i < sent.size(); ++i) {
    if (!is_known[i]) standing.push_back(std::move(sent[i]));
  }
  std::ranges::stable_sort(standing, {}, &PlannedElsewhere::at);
  return standing;
}

}  // namespace eros::orchestrate
