#pragma once
#include <cstdlib>
#include <string_view>

namespace eros::cli {

// Whether the terminal says that it knows no escape sequences.
inline bool is_dumb_terminal() {
  const char* kind = std::getenv("TERM");
  return kind != nullptr && std::string_view(kind) == "dumb";
}

}  // namespace eros::cli
