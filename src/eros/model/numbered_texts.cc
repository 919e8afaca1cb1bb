#include "eros/model/numbered_texts.h"

#include <bit>
#include <functional>

namespace eros::model {

void NumberedTexts::reserve(std::size_t texts, std::size_t bytes) {
  bytes_.reserve(bytes);
  begin_.reserve(texts + 1);
  if (2 * texts > slots_.size()) spread(std::bit_ceil(2 * texts));
}

std::uint32_t NumberedTexts::add(std::string_view text) {
  std::uint32_t& number = slots_[slot_of(text)];
  if (number != none) return number;
  const auto next = static_cast<std::uint32_t>(size());
  number = next;
  bytes_.append(text);
  begin_.push_back(bytes_.size());
  if (2 * size() > slots_.size()) spread(2 * slots_.size());
  return next;
}

std::uint32_t NumberedTexts::find(std::string_view text) const { return slots_[slot_of(text)]; }

// Where the text's number is, or would be.
std::size_t NumberedTexts::slot_of(std::string_view wanted) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>{}(wanted)&mask;
  while (slots_[slot] != none && text(slots_[slot]) != wanted) slot = (slot + 1) & mask;
  return slot;
}

// The texts are distinct, so the first free slot is the right one.
void NumberedTexts::spread(std::size_t slots) {
  slots_.assign(slots, none);
  for (std::uint32_t number = 0; number < size(); ++number) {
    std::size_t slot = std::hash<std::string_view>{}(text(number)) & (slots - 1);
    while (slots_[slot] != none) slot = (slot + 1) & (slots - 1);
    slots_[slot] = number;
  }
}

}  // namespace eros::model
