#include "eros/captions/request.h"

#include <algorithm>

namespace eros::captions {

std::vector<HeldCaption> held_captions(const model::CaptionBank& bank,
                                       std::span<const model::LockRow> locks) {
  std::vector<HeldCaption> held;
  held.reserve(locks.size());
  for (const model::LockRow& lock : locks) {
    const std::uint32_t group = bank.group_of_key(lock.caption_key);
    if (group == model::CaptionBank::no_name) continue;
    held.push_back({group, lock.scheduled_send_date, lock.page_name, lock.schedule_id});
  }
  return held;
}

bool PickRequest::is_superseded(const std::string& schedule_id) const {
  return !schedule_id.empty() &&
         std::find(superseded.begin(), superseded.end(), schedule_id) != superseded.end();
}

}  // namespace eros::captions
