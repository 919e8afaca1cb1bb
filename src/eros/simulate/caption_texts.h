#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

// Everyday texts for sample agencies.
namespace eros::simulate {

struct CaptionCategory {
  std::string_view name;
  std::string_view emoji;
};
std::span<const CaptionCategory> caption_categories();  // eight

// The n-th text of a category, of paid messages or of bumps. The first 1,728 differ; those after
// them carry the number of their part, so that no two of a category and kind are equal.
std::string caption_text(std::size_t category, std::size_t n, bool is_bump);

}  // namespace eros::simulate
