#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "eros/model/observations.h"

namespace eros::learning {

// How observations nest: those of one caption on one page make a pair, pairs a caption, captions a
// cell, cells a tier. `begin` vectors have one entry more than there are of the thing.
struct Nesting {
  std::vector<std::uint32_t> pair_begin;     // of each pair, in observations
  std::vector<std::uint32_t> pair_page;      // of each pair
  std::vector<std::uint32_t> caption_begin;  // of each caption, in pairs
  std::vector<std::uint32_t> cell_of;        // of each caption
  std::vector<std::uint32_t> tier_of;        // of each cell, as a number
  std::vector<std::uint32_t> category_of;    // of each cell, an index into `categories`
  std::vector<std::uint32_t> trigger_of;     // of each cell, an index into `triggers`
  std::vector<std::string> categories;       // in order; one of them may be empty
  std::vector<std::string> triggers;
  std::size_t pages = 0;

  std::size_t pairs() const { return pair_page.size(); }
  std::size_t captions() const { return cell_of.size(); }
  std::size_t cells() const { return tier_of.size(); }
};

// Linear time. The observations must be in their order.
Nesting nesting_of(const model::Observations& observations);

}  // namespace eros::learning
