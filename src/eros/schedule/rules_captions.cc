#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>

#include "eros/schedule/rules.h"

namespace eros::schedule::rules {
namespace {

void check_message_types(const Week& week, Findings& findings) {
  for (const std::size_t index : week.by_time) {
    const model::PlannedMessage& message = week.message(index);
    const bool free_caption = message.tier == model::Tier::bump;
    if (free_caption == (message.type == model::MessageType::bump)) continue;
    findings.hard("message_type",
                  fmt::format("{} has a caption of tier {}.", week.name(index),
                              model::to_string(message.tier)),
                  {index});
  }
}

void check_repeats(const Week& week, Findings& findings) {
  std::map<std::string, std::vector<std::size_t>> uses;
  std::map<std::string, int> elsewhere;
  for (const std::size_t index : week.by_time) {
    uses[week.message(index).caption_key].push_back(index);
  }
  for (const model::PlannedElsewhere& other : week.request.planned) {
    if (week.holds(week.zone.local_day(other.at))) ++elsewhere[other.caption_key];
  }
  for (const auto& [key, indices] : uses) {
    const auto others = elsewhere.find(key);
    const std::size_t total =
        indices.size() +
        (others == elsewhere.end() ? 0U : static_cast<std::size_t>(others->second));
    if (total < 2) continue;
    findings.hard("duplicate_caption",
                  fmt::format("Caption {} comes {} times in the week.",
                              base::number(week.message(indices.front()).caption_id), total),
                  indices);
  }
}

// Without regard to ASCII case.
bool is_same_name(std::string_view a, std::string_view b) {
  const auto upper = [](char c) { return 'a' <= c && c <= 'z' ? static_cast<char>(c - 32) : c; };
  return std::ranges::equal(a, b, {}, upper, upper);
}

bool concerns(model::Scope scope, model::MessageType type) {
  switch (scope) {
    case model::Scope::ppv_only:
      return type == model::MessageType::ppv;
    case model::Scope::bump_only:
      return type == model::MessageType::bump;
    case model::Scope::all:
      break;
  }
  return true;
}

template <typename Refused>
void check_restricted(const Week& week, model::Scope scope, const std::string& what,
                      Refused refused, Findings& findings) {
  for (const std::size_t index : week.by_time) {
    const model::PlannedMessage& message = week.message(index);
    if (!concerns(scope, message.type) || !refused(message)) continue;
    findings.hard("restriction", fmt::format("{} breaks the page's {}.", week.name(index), what),
                  {index});
  }
}

void check_hard_pattern(const Week& week, model::Scope scope, const std::string& pattern,
                        Findings& findings) {
  const RE2 expression(pattern, RE2::Quiet);
  if (!expression.ok()) {
    findings.hard(
        "restriction",
        fmt::format("The page's pattern \"{}\" cannot be read: {}.", pattern, expression.error()),
        {});
    return;
  }
  check_restricted(
      week, scope, fmt::format("hard pattern \"{}\"", pattern),
      [&](const model::PlannedMessage& message) {
        return RE2::PartialMatch(message.caption_text, expression);
      },
      findings);
}

void check_restriction(const Week& week, const model::Restriction& restriction,
                       Findings& findings) {
  for (const std::string& pattern : restriction.hard_patterns) {
    check_hard_pattern(week, restriction.scope, pattern, findings);
  }
  for (const std::string& category : restriction.restricted_categories) {
    if (category.empty()) continue;  // names none
    check_restricted(
        week, restriction.scope, fmt::format("restricted category \"{}\"", category),
        [&](const model::PlannedMessage& message) {
          return is_same_name(message.category, category);
        },
        findings);
  }
  for (const model::Tier tier : restriction.restricted_price_tiers) {
    check_restricted(
        week, restriction.scope, fmt::format("restricted price tier {}", model::to_string(tier)),
        [&](const model::PlannedMessage& message) { return message.tier == tier; }, findings);
  }
}

}  // namespace

void check_captions(const Week& week, Findings& findings) {
  check_message_types(week, findings);
  check_repeats(week, findings);
  for (const model::Restriction& restriction : week.request.restrictions) {
    check_restriction(week, restriction, findings);
  }
}

}  // namespace eros::schedule::rules
