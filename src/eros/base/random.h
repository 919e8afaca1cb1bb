#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace eros::base {

// The draws that belong to one thing (one caption, one slot) of a RandomStream. Satisfies
// UniformRandomBitGenerator, so that library distributions can use it. A block of four values costs
// some tens of nanoseconds; nothing is allocated.
class Draws {
 public:
  using result_type = std::uint32_t;
  Draws(std::uint64_t key, std::uint64_t index) : key_(key), index_(index) {}
  // The same, but `first` comes first.
  Draws(std::uint64_t key, std::uint64_t index, std::uint32_t first) : Draws(key, index) {
    block_[3] = first;
    used_ = 3;
  }
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return 0xFFFFFFFFu; }
  result_type operator()() {
    if (used_ == 4) refill();
    return block_[used_++];
  }
  // In [0, 1), 53 bits.
  double uniform() {
    const std::uint64_t high = (*this)();
    const std::uint64_t low = (*this)();
    return static_cast<double>((high << 32 | low) >> 11) * 0x1p-53;
  }
  // No uniform number is above this where `first` is the first value that comes.
  static double highest_uniform(result_type first) { return (first + 1.0) * 0x1p-32; }

 private:
  void refill();
  std::uint64_t key_;
  std::uint64_t index_;
  std::array<std::uint32_t, 4> block_{};
  std::uint32_t used_ = 4;
  std::uint32_t next_block_ = 0;
};

// A counter-based generator (Philox 4x32-10; Salmon et al. 2011, "Parallel random numbers: as
// easy as 1, 2, 3"): a value depends only on the key and the index asked for, so neither the
// order in which pages or captions are treated nor the number of threads can change a plan.
class RandomStream {
 public:
  // `scope` is what the stream is for, e.g. "page_0001|2026-11-23|captions".
  RandomStream(std::uint64_t seed, std::string_view scope);
  Draws at(std::uint64_t index) const { return Draws(key_, index); }
  double uniform(std::uint64_t index) const { return at(index).uniform(); }
  // One value for each of four neighbouring indices, from 4 x `quarter` on, of one block that is
  // shared with no other draw. For things so many that most get no more than a look: where that is
  // not enough, `after` gives all draws of an index, its value first.
  std::array<std::uint32_t, 4> firsts(std::uint64_t quarter) const;
  Draws after(std::uint64_t index, std::uint32_t first) const { return {key_, index, first}; }

 private:
  std::uint64_t key_;
};

}  // namespace eros::base
