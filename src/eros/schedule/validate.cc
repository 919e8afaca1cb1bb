#include "eros/schedule/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "eros/schedule/rules.h"

namespace eros::schedule {
namespace {

rules::Week week_under_examination(const ValidateRequest& request) {
  rules::Week week{request, base::Zone::find(request.page.timezone), {}, {}};
  const auto& messages = request.schedule.messages;
  week.by_time.resize(messages.size());
  std::iota(week.by_time.begin(), week.by_time.end(), 0U);
  std::stable_sort(week.by_time.begin(), week.by_time.end(),
                   [&](std::size_t a, std::size_t b) { return messages[a].at < messages[b].at; });
  for (const std::size_t index : week.by_time) {
    if (messages[index].type == model::MessageType::ppv) week.ppvs.push_back(index);
  }
  return week;
}

}  // namespace

std::string rules::Week::name(std::size_t index) const {
  return fmt::format("{} {}", base::format_local(zone.to_local(message(index).at)),
                     model::to_string(message(index).type));
}

model::Validation validate(const ValidateRequest& request) {
  const rules::Week week = week_under_examination(request);
  rules::Findings findings;
  rules::check_times(week, findings);
  rules::check_spacing(week, findings);
  rules::check_captions(week, findings);
  rules::check_budgets(week, findings);
  rules::check_counts(week, findings);
  rules::check_patterns(week, findings);

  model::Validation validation;
  validation.violations = findings.take();
  validation.ok = std::none_of(validation.violations.begin(), validation.violations.end(),
                               [](const model::Violation& found) { return found.is_hard; });
  return validation;
}

}  // namespace eros::schedule
