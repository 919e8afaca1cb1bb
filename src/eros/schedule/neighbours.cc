#include "eros/schedule/neighbours.h"

namespace eros::schedule {

Neighbours neighbours_of(const Week& week, std::span<const model::PlannedElsewhere> planned,
                         const model::CaptionBank& bank) {
  Neighbours neighbours;
  for (const model::PlannedElsewhere& message : planned) {
    const int step = week.step_of(message.at);
    std::vector<int>& steps =
        message.type == model::MessageType::ppv ? neighbours.ppvs : neighbours.bumps;
    steps.push_back(step);
    if (week.at(step) != message.at) steps.push_back(step + 1);
    if (step < 0 || step >= week.steps()) continue;
    neighbours.in_week.push_back(message);
    ++neighbours.messages[static_cast<std::size_t>(week.day_of(step))];
    const std::uint32_t text = bank.group_of_key(message.caption_key);
    if (text != model::CaptionBank::no_name) neighbours.texts.insert(text);
  }
  return neighbours;
}

}  // namespace eros::schedule
