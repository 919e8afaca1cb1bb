#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace eros::google {

// Percent-encoding of everything but RFC 3986's unreserved characters, and back. A "%" that two hex
// digits do not follow is no encoded text: nothing.
std::string url_encoded(std::string_view text);
std::optional<std::string> url_decoded(std::string_view text);

// May a secret travel to this base URL? Only over TLS, or to this very machine.
bool is_private(std::string_view url);

}  // namespace eros::google
