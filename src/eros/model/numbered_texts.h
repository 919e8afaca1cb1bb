#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eros::model {

// Gives each distinct text a number, in order of first appearance from 0. The texts lie in one
// piece of memory, so that a million of them cost no million allocations.
class NumberedTexts {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFFU;

  // Room for so many texts of so many bytes in all; not a limit.
  void reserve(std::size_t texts, std::size_t bytes);
  // The text's number, a new one if it has none. O(its length).
  std::uint32_t add(std::string_view text);
  // The text's number; none if it was never added.
  std::uint32_t find(std::string_view text) const;
  // Stays valid until the next add.
  std::string_view text(std::uint32_t number) const {
    return std::string_view(bytes_).substr(begin_[number], begin_[number + 1] - begin_[number]);
  }
  std::size_t size() const { return begin_.size() - 1; }

 private:
  struct Slot {
    std::uint32_t number = none;
    std::uint32_t hash = 0;
  };
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  void spread(std::size_t slots);

  std::string bytes_;
  std::vector<std::size_t> begin_{0};
  // An open hash table, its size a power of two, at most half full. The hashes spare most looks at
  // the texts, which lie far away.
  std::vector<Slot> slots_ = std::vector<Slot>(16);
};

}  // namespace eros::model
