#include "eros/model/caption.h"

#include <algorithm>
#include <stdexcept>

namespace eros::model {
namespace {

constexpr std::size_t key_bytes = 64;  // SHA-256 in hex

// Names are numbered from 0 in order of appearance: they never need 30 bits.
std::uint64_t code_of(Tier tier, std::uint32_t category, std::uint32_t trigger, bool is_urgent) {
  return static_cast<std::uint64_t>(category) << 34 | static_cast<std::uint64_t>(trigger) << 4 |
         static_cast<std::uint64_t>(tier) << 1 | (is_urgent ? 1U : 0U);
}

}  // namespace

CaptionBank::CaptionBank() { names_.add(""); }

void CaptionBank::reserve(std::size_t captions, std::size_t text_bytes) {
  id.reserve(captions);
  tier.reserve(captions);
  category.reserve(captions);
  trigger.reserve(captions);
  owner.reserve(captions);
  text_group.reserve(captions);
  kind.reserve(captions);
  has_urgency.reserve(captions);
  is_active.reserve(captions);
  text_begin_.reserve(captions + 1);
  texts_.reserve(text_bytes);
  keys_.reserve(captions, captions * key_bytes);
}

void CaptionBank::add(const Caption& caption) {
  if (!id.empty() && caption.id <= id.back()) {
    throw std::logic_error("captions must be added in ascending order of id");
  }
  id.push_back(caption.id);
  tier.push_back(caption.tier);
  category.push_back(names_.add(caption.category));
  trigger.push_back(names_.add(caption.trigger));
  owner.push_back(names_.add(caption.owner));
  text_group.push_back(keys_.add(caption.key));
  if (text_group.back() == first_row_.size()) first_row_.push_back(static_cast<Row>(size()) - 1);
  const std::uint64_t code =
      code_of(caption.tier, category.back(), trigger.back(), caption.has_urgency);
  kind.push_back(
      kind_numbers_.try_emplace(code, static_cast<std::uint32_t>(kinds())).first->second);
  has_urgency.push_back(caption.has_urgency ? 1 : 0);
  is_active.push_back(caption.is_active ? 1 : 0);
  texts_.append(caption.text);
  text_begin_.push_back(texts_.size());
}

CaptionBank::Row CaptionBank::find(base::CaptionId wanted) const {
  const auto found = std::lower_bound(id.begin(), id.end(), wanted);
  if (found == id.end() || *found != wanted) return static_cast<Row>(size());
  return static_cast<Row>(found - id.begin());
}

const CaptionStats* stats_of(const CaptionBank& bank, std::span<const CaptionStats> stats,
                             CaptionBank::Row row) {
  const auto record_of = [&](base::CaptionId id) -> const CaptionStats* {
    const auto found = std::ranges::lower_bound(stats, id, {}, &CaptionStats::caption_id);
    return found == stats.end() || found->caption_id != id ? nullptr : &*found;
  };
  if (const CaptionStats* own = record_of(bank.id[row])) return own;
  const CaptionBank::Row first = bank.first_of_text(row);
  return first == row ? nullptr : record_of(bank.id[first]);
}

}  // namespace eros::model
