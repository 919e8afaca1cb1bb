#include "eros/model/numbered_texts.h"

#include <bit>
#include <functional>
#include <utility>

namespace eros::model {
namespace {

std::uint32_t hash_of(std::string_view text) {
  return static_cast<std::uint32_t>(std::hash<std::string_view>{}(text));
}

}  // namespace

void NumberedTexts::reserve(std::size_t texts, std::size_t bytes) {
  bytes_.reserve(bytes);
  begin_.reserve(texts + 1);
  if (2 * texts > slots_.size()) spread(std::bit_ceil(2 * texts));
}

std::uint32_t NumberedTexts::add(std::string_view text) {
  const std::uint32_t hash = hash_of(text);
  Slot& slot = slots_[slot_of(text, hash)];
  if (slot.number != none) return slot.number;
  const auto next = static_cast<std::uint32_t>(size());
  slot = {next, hash};
  bytes_.append(text);
  begin_.push_back(bytes_.size());
  if (2 * size() > slots_.size()) spread(2 * slots_.size());
  return next;
}

std::uint32_t NumberedTexts::find(std::string_view text) const {
  return slots_[slot_of(text, hash_of(text))].number;
}

// Where the text is, or would be.
std::size_t NumberedTexts::slot_of(std::string_view wanted, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].number != none; at = (at + 1) & mask) {
    if (slots_[at].hash == hash && text(slots_[at].number) == wanted) break;
  }
  return at;
}

void NumberedTexts::spread(std::size_t slots) {
  const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(slots));
  for (const Slot& slot : before) {
    if (slot.number == none) continue;
    std::size_t at = slot.hash & (slots - 1);
    while (slots_[at].number != none) at = (at + 1) & (slots - 1);  // all texts differ
    slots_[at] = slot;
  }
}

}  // namespace eros::model
