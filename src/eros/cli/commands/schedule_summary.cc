#include "eros/cli/commands/schedule_summary.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace eros::cli {

using nlohmann::ordered_json;

namespace {

ordered_json violations_json(const model::Validation& validation) {
  ordered_json violations = ordered_json::array();
  for (const model::Violation& violation : validation.violations) {
    violations.push_back({{"rule", violation.rule},
                          {"is_hard", violation.is_hard},
                          {"message", violation.message},
                          {"messages", violation.messages}});
  }
  return violations;
}

}  // namespace

ordered_json schedule_summary(const model::Schedule& week, const orchestrate::Gate& gate,
                              const std::optional<std::string>& output, bool is_saved) {
  const auto ppv =
      std::ranges::count(week.messages, model::MessageType::ppv, &model::PlannedMessage::type);
  const auto total = static_cast<std::ptrdiff_t>(week.messages.size());
  return {{"schedule_id", week.schedule_id},
          {"saved", is_saved},
          {"page_name", week.page_name},
          {"start_date", base::format_day(week.start)},
          {"saturation_zone", model::to_string(week.volume.zone)},
          {"account_size", model::to_string(week.volume.account_size)},
          {"size_tier", model::to_string(week.size_tier)},
          {"counts", {{"ppv", ppv}, {"bump", total - ppv}, {"total", total}}},
          {"validation",
           {{"ok", week.validation.ok}, {"violations", violations_json(week.validation)}}},
          {"gate", {{"export", gate.may_export}, {"reason", gate.reason}}},
          {"warnings", week.warnings},
          {"output", output ? ordered_json(*output) : ordered_json(nullptr)},
          {"superseded", week.supersedes}};
}

}  // namespace eros::cli
