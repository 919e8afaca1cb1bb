#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace eros::base {

// The identity of a caption's text (SPEC 2): NFC; trim; Unicode lower case; everything but letters,
// marks, numbers, underscore and white space dropped; white space runs to one space; trim;
// SHA-256 in lower-case hex. A text with nothing left hashes its own trimmed form (NFC, case kept).
// Lower case is the simple mapping of each code point, as in SQL's lower().
// Throws Error(failed) for invalid UTF-8. About a microsecond for a text of 100 letters.
std::string caption_key_v2(std::string_view text);

// Trimmed and, in ASCII, lower-cased; nothing if the result is not [a-z0-9_.-]{1,64}.
std::optional<std::string> normalise_page_name(std::string_view text);

// SHA-256 (FIPS 180-4), 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);
// At most `width` terminal cells of `text`, ending in an ellipsis where something was cut. Control
// characters become blanks and invalid bytes U+FFFD, so that no text can upset the terminal.
std::string shorten(std::string_view text, int width);
int display_width(std::string_view text);  // terminal cells, wide and combining characters counted

}  // namespace eros::base
