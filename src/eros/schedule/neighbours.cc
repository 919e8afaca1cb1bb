#include "eros/schedule/neighbours.h"

namespace eros::schedule {

Neighbours neighbours_of(const Week& week, const base::Zone& zone,
                         std::span<const model::PlannedElsewhere> planned,
                         const model::CaptionBank& bank) {
  Neighbours neighbours;
  for (const model::PlannedElsewhere& message : planned) {
    const int step = week.step_of(message.at);
    std::vector<int>& steps =
        message.type == model::MessageType::ppv ? neighbours.ppvs : neighbours.bumps;
    steps.push_back(step);
    if (week.at(step) != message.at) steps.push_back(step + 1);
    // Not by its step: where the clocks go back over midnight, a day comes twice.
    const auto day = (zone.local_day(message.at) - week.start).count();
    if (day < 0 || day >= 7) continue;
    neighbours.in_week.push_back(message);
    ++neighbours.messages[static_cast<std::size_t>(day)];
    const std::uint32_t text = bank.group_of_key(message.caption_key);
    if (text != model::CaptionBank::no_name) neighbours.texts.insert(text);
  }
  return neighbours;
}

}  // namespace eros::schedule
