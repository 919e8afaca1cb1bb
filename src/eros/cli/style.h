#pragma once
#include <string>
#include <string_view>

#include "eros/model/words.h"

// How a result looks on a terminal. The renderers are pure: the caller asks the terminal.
namespace eros::cli {

struct Style {
  bool colour = false;  // ANSI colours; only for a terminal that wants them
  int width = 100;      // cells of a line; results are made for 80 and more
};

enum class Ink { none, bold, dim, red, green, yellow, blue, magenta, cyan };

// `text` in that ink, or as it is where the style has no colour.
std::string paint(std::string_view text, Ink ink, const Style& style);
Ink ink_of(model::Zone zone);
Ink ink_of(model::Tier tier);

// `text` padded with spaces to `width` cells; a longer one is cut with an ellipsis.
std::string pad_right(std::string_view text, int width);
std::string pad_left(std::string_view text, int width);

// One harmless line: every control character (line breaks, escape sequences) becomes a space.
std::string one_line(std::string_view text);

// Words broken into lines of at most `width` cells, each after `indent` spaces and ending in a
// line feed. A word longer than a line stays whole.
std::string wrap(std::string_view text, int width, int indent);

}  // namespace eros::cli
