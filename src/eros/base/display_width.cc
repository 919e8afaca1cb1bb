#include <utf8proc.h>

#include "eros/base/text.h"

// How texts fit a terminal.
namespace eros::base {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view ellipsis = "\xE2\x80\xA6";     // U+2026

// One code point as it is shown.
struct Glyph {
  std::string_view shown;
  std::size_t length = 1;  // bytes of the text that it stands for
  int cells = 1;
  utf8proc_int32_t code_point = 0xFFFD;
};

Glyph first_glyph(std::string_view text) {
  Glyph glyph;
  utf8proc_int32_t code_point = 0;
  const utf8proc_ssize_t length =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &code_point);
  if (length < 1) {
    glyph.shown = replacement;
    return glyph;
  }
  glyph.length = static_cast<std::size_t>(length);
  glyph.code_point = code_point;
  if (utf8proc_category(code_point) == UTF8PROC_CATEGORY_CC) {
    glyph.shown = " ";
    return glyph;
  }
  glyph.shown = text.substr(0, glyph.length);
  glyph.cells = utf8proc_charwidth(code_point);
  return glyph;
}

}  // namespace

int display_width(std::string_view text) {
  int cells = 0;
  while (!text.empty()) {
    const Glyph glyph = first_glyph(text);
    cells += glyph.cells;
    text.remove_prefix(glyph.length);
  }
  return cells;
}

std::string shorten(std::string_view text, int width) {
  if (width <= 0) return {};
  std::string shown;
  std::size_t cut = 0;  // what of `shown` still leaves a cell for the ellipsis
  int cells = 0;
  utf8proc_int32_t previous = 0;
  utf8proc_int32_t state = 0;
  while (!text.empty()) {
    const Glyph glyph = first_glyph(text);
    // Never cut inside what a reader sees as one character.
    const bool starts_character =
        shown.empty() || utf8proc_grapheme_break_stateful(previous, glyph.code_point, &state);
    if (starts_character && cells < width) cut = shown.size();
    cells += glyph.cells;
    if (cells > width) return shown.substr(0, cut).append(ellipsis);
    shown.append(glyph.shown);
    previous = glyph.code_point;
    text.remove_prefix(glyph.length);
  }
  return shown;
}

}  // namespace eros::base
