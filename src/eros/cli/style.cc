#include "eros/cli/style.h"

#include <array>
#include <limits>

#include "eros/base/text.h"

namespace eros::cli {

std::string paint(std::string_view text, Ink ink, const Style& style) {
  static constexpr std::array<std::string_view, 9> codes = {"",   "1",  "2",  "31", "32",
                                                            "33", "34", "35", "36"};
  if (!style.colour || ink == Ink::none || text.empty()) return std::string(text);
  std::string painted = "\x1b[";
  painted += codes[static_cast<std::size_t>(ink)];
  painted += 'm';
  painted += text;
  painted += "\x1b[0m";
  return painted;
}

Ink ink_of(model::Zone zone) {
  switch (zone) {
    case model::Zone::green:
      return Ink::green;
    case model::Zone::yellow:
      return Ink::yellow;
    case model::Zone::red:
      return Ink::red;
  }
  return Ink::none;
}

Ink ink_of(model::Tier tier) {
  switch (tier) {
    case model::Tier::budget:
      return Ink::green;
    case model::Tier::mid:
      return Ink::cyan;
    case model::Tier::premium:
      return Ink::blue;
    case model::Tier::luxury:
      return Ink::magenta;
    case model::Tier::vip:
      return Ink::yellow;
    case model::Tier::bump:
      return Ink::dim;
  }
  return Ink::none;
}

std::string pad_right(std::string_view text, int width) {
  std::string padded = base::shorten(text, width);
  const int missing = width - base::display_width(padded);
  if (missing > 0) padded.append(static_cast<std::size_t>(missing), ' ');
  return padded;
}

std::string pad_left(std::string_view text, int width) {
  std::string shortened = base::shorten(text, width);
  const int missing = width - base::display_width(shortened);
  return missing > 0 ? std::string(static_cast<std::size_t>(missing), ' ') + shortened : shortened;
}

std::string one_line(std::string_view text) {
  return base::shorten(text, std::numeric_limits<int>::max());
}

std::string wrap(std::string_view text, int width, int indent) {
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  std::string out;
  std::string line;
  int cells = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size() < text.size() ? word.size() + 1 : word.size());
    if (word.empty()) continue;
    const int word_cells = base::display_width(word);
    if (!line.empty() && indent + cells + 1 + word_cells > width) {
      out += margin + line + '\n';
      line.clear();
      cells = 0;
    }
    if (!line.empty()) {
      line += ' ';
      ++cells;
    }
    line += word;
    cells += word_cells;
  }
  if (!line.empty()) out += margin + line + '\n';
  return out;
}

}  // namespace eros::cli
