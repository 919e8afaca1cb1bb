#include "eros/google/url.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace eros::google {

std::string url_encoded(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  constexpr std::string_view unreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string result;
  for (const char c : text) {
    if (unreserved.find(c) != std::string_view::npos) {
      result += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    result += {'%', hex[byte >> 4], hex[byte & 15]};
  }
  return result;
}

std::optional<std::string> url_decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result += text[i];
      continue;
    }
    unsigned byte = 0;
    const auto digits = text.substr(i + 1, 2);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (digits.size() != 2 || error != std::errc() || end != digits.data() + 2) return std::nullopt;
    result += static_cast<char>(byte);
    i += 2;
  }
  return result;
}

bool is_private(std::string_view url) {
  if (url.starts_with("https://")) return true;
  constexpr std::array here = {std::string_view("http://127.0.0.1"),
                               std::string_view("http://localhost"),
                               std::string_view("http://[::1]")};
  return std::ranges::any_of(here, [&](std::string_view host) {
    if (!url.starts_with(host)) return false;
    const auto rest = url.substr(host.size());
    return rest.empty() || rest.front() == ':' || rest.front() == '/';
  });
}

}  // namespace eros::google
