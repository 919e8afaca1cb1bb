#pragma once
#include <string_view>

namespace eros::ingest {

// Is this valid UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF)? Linear; text
// that is mostly ASCII costs little more than reading it.
bool is_valid_utf8(std::string_view bytes);

// The text without a byte order mark at its start.
std::string_view without_bom(std::string_view text);

}  // namespace eros::ingest
