#include "eros/base/text.h"

#include <openssl/evp.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "eros/base/error.h"

namespace eros::base {
namespace {

using CodePoint = utf8proc_int32_t;

// Unicode White_Space (PropList.txt), which categories alone do not give.
bool is_white_space(CodePoint c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

// ASCII, which is most of all texts, is decided without the library's tables.
CodePoint lower(CodePoint c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
  return utf8proc_tolower(c);
}

// Of a lower-cased text: a letter, mark or number, or the underscore.
bool is_kept(CodePoint c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  const utf8proc_category_t category = utf8proc_category(c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

// The code point that `text` begins with and its bytes; a length below 1 for invalid UTF-8.
struct Decoded {
  CodePoint code_point;
  utf8proc_ssize_t length;
};
Decoded decode_first(std::string_view text) {
  Decoded decoded{};
  decoded.length =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &decoded.code_point);
  return decoded;
}

[[noreturn]] void fail_invalid() {
  throw Error(ErrorCode::failed, "The text is not valid UTF-8.", "Save the file as UTF-8.");
}

bool is_ascii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

std::u32string decode(std::string_view text) {
  std::u32string code_points;
  code_points.reserve(text.size());
  while (!text.empty()) {
    if (is_ascii(text.front())) {
      code_points.push_back(static_cast<char32_t>(text.front()));
      text.remove_prefix(1);
      continue;
    }
    const Decoded next = decode_first(text);
    if (next.length < 1) fail_invalid();
    code_points.push_back(static_cast<char32_t>(next.code_point));
    text.remove_prefix(static_cast<std::size_t>(next.length));
  }
  return code_points;
}

void append(std::string& text, CodePoint c) {
  if (c < 0x80) {
    text.push_back(static_cast<char>(c));
    return;
  }
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t length = utf8proc_encode_char(c, bytes);
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::string encode(std::u32string_view code_points) {
  std::string text;
  text.reserve(code_points.size());
  for (char32_t c : code_points) append(text, static_cast<CodePoint>(c));
  return text;
}

// Does normalising leave this code point alone whatever stands beside it? Conservative.
bool is_inert(char32_t c) {
  if (c < 0x300) return true;  // may begin a composition, but nothing below this completes one
  const bool is_hangul = (c >= 0x1100 && c <= 0x11FF) || (c >= 0xAC00 && c <= 0xD7A3);
  const utf8proc_property_t* property = utf8proc_get_property(static_cast<CodePoint>(c));
  return !is_hangul && property->combining_class == 0 && property->decomp_seqindex == UINT16_MAX &&
         property->comb_index == UINT16_MAX;
}

std::u32string decode_nfc(std::string_view text) {
  std::u32string code_points = decode(text);
  // Most texts are normal as they are, and normalising costs more than all the rest.
  if (std::all_of(code_points.begin(), code_points.end(), is_inert)) return code_points;
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (length < 0) fail_invalid();
  return decode(
      std::string_view(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)));
}

std::u32string_view trim(std::u32string_view text) {
  const auto is_space = [](char32_t c) { return is_white_space(static_cast<CodePoint>(c)); };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Lower case; only what is kept; each run of white space one blank, none at the ends.
std::string canonical_words(std::u32string_view text) {
  std::string words;
  words.reserve(text.size());
  bool blank_due = false;
  for (char32_t each : text) {
    const CodePoint c = lower(static_cast<CodePoint>(each));
    if (is_white_space(c)) {
      blank_due = true;
    } else if (is_kept(c)) {
      if (blank_due && !words.empty()) words.push_back(' ');
      blank_due = false;
      append(words, c);
    }
  }
  return words;
}

}  // namespace

std::string caption_key_v2(std::string_view text) {
  const std::u32string normal = decode_nfc(text);
  const std::u32string_view trimmed = trim(normal);
  const std::string words = canonical_words(trimmed);
  return sha256_hex(words.empty() ? encode(trimmed) : words);
}

std::optional<std::string> normalise_page_name(std::string_view text) {
  std::string name;
  try {
    name = encode(trim(decode(text)));
  } catch (const Error&) {
    return std::nullopt;
  }
  if (name.empty() || name.size() > 64) return std::nullopt;
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool allowed =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
    if (!allowed) return std::nullopt;
  }
  return name;
}

std::string sha256_hex(std::string_view bytes) {
  // Looking the algorithm up costs more than hashing a caption does.
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  if (sha256 == nullptr ||
      EVP_Digest(bytes.data(), bytes.size(), digest, &length, sha256, nullptr) != 1) {
    throw Error(ErrorCode::failed, "The system's OpenSSL has no SHA-256.");
  }
  static constexpr char hex_digits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(std::size_t{2} * length);
  for (unsigned int i = 0; i < length; ++i) {
    hex.push_back(hex_digits[digest[i] >> 4]);
    hex.push_back(hex_digits[digest[i] & 0xF]);
  }
  return hex;
}

}  // namespace eros::base
