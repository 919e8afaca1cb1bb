#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <utf8proc.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "eros/base/error.h"
#include "eros/base/text.h"

namespace eros::base {
namespace {

struct Reference {
  const char* text;
  const char* key;
};

// Made with Python 3.11.7, unicodedata (Unicode 14.0) and hashlib, from the words of the
// specification: letters, marks, numbers, underscore and White_Space of a lower-cased NFC text.
constexpr Reference references[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"   ", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"Good morning!", "cdf71dea7d7741a2b6f021f3dd344f75c8333988f547866a8fbf28f064cf7c78"},
    {"  GOOD \t\n morning ?! ", "cdf71dea7d7741a2b6f021f3dd344f75c8333988f547866a8fbf28f064cf7c78"},
    {"good_morning", "7f48567474fc65934fa4f1e50c9c2fd8f8123a257433b9255104e71607a255cf"},
    {"Привет, как дела?", "511b9d60fd11197070a2273b029949c0529129a2a866b561482ed1b34ee9d10c"},
    {"Как прошёл день?", "8ca93d9bd6edff98a9cae9cb2f1ba67859892762c90f800e56325f75eb8d6465"},
    {"\U0001F308\U0001F31E", "050aa8a15ab18cefbdb06929f143c46977f9ffed73097cafe7bfdfd405aa703f"},
    {"  \U0001F308\U0001F31E ", "050aa8a15ab18cefbdb06929f143c46977f9ffed73097cafe7bfdfd405aa703f"},
    {"sunny \u2600\ufe0f day", "70d26ad5dfb88c8001568491d6490d8b7e42e50a417ed449c79034f9e45875a8"},
    {"Café time", "5ca1d463a2a0e315fe4cd468791b2af7a5fb4e5d117fdef845452efa71e14c5d"},
    {"Cafe\u0301 time", "5ca1d463a2a0e315fe4cd468791b2af7a5fb4e5d117fdef845452efa71e14c5d"},
    {"CAFÉ TIME", "5ca1d463a2a0e315fe4cd468791b2af7a5fb4e5d117fdef845452efa71e14c5d"},
    {"É", "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"},
    {"é", "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"},
    {"e", "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea"},
    {"\u00a0Tea\u3000and\u2028cake\u205f",
     "e914a8bcdebd159c6d90ccc24961f8d7e8e4056afaa775ab63e34b8205c95e07"},
    {"ΟΔΟΣ", "15846f275ca06b00e00de9cf843b733c9b17c3fd392b29281296245762cff8c2"},
    {"½ off today ②", "19ffdfa59deabeb1adb2f049693a12133cca6663f1580d0593e86d604a0380a2"},
    {"\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u094b\u0938\u094d\u0924",
     "4150e0d324dd30c49f012ee2c8479a206a4cf5449fa0d74cc0bc2747522a0718"},
    {"$5 + tax = ^_^", "b9404d914387ca150d078f573bf05181e9174b1a2b269f67623c359c49e53c3d"},
    {"!!!", "e84c538e7fe250730ef62de220c40dfa808d3008c0cdb437181564b88b8714b8"},
    {"Ⓐ", "7d9633ae307dae04a8b362df41dca4b38a653823d69f27a259e7b6928508d3a6"},
    {"한국어 인사", "b272c6a09d89148871d5a5b60f12c474add9ce732ef653e24adcc45c2d61eabe"},
    {"\u1100\u1161", "64ee5293d31bc58b72d76ae9a86a902e90442428e29f24f4ecb257ba841cdd36"},
    {"don't", "f9e0a37fc2800a6256ceb7d76820ec0b9224755b4da3a0638d63843d2925fbdc"},
    {"don’t", "f9e0a37fc2800a6256ceb7d76820ec0b9224755b4da3a0638d63843d2925fbdc"},
};

TEST(CaptionKey, AgreesWithPython) {
  for (const Reference& reference : references) {
    EXPECT_EQ(caption_key_v2(reference.text), reference.key) << reference.text;
  }
}

TEST(CaptionKey, WritingTheSameTextDifferentlyKeepsTheKey) {
  EXPECT_EQ(caption_key_v2("Caf\u00e9"), caption_key_v2("CAFE\u0301!"));
  EXPECT_EQ(caption_key_v2("\u0421 \u0434\u043e\u0431\u0440\u044b\u043c"),
            caption_key_v2("\u0441\t\u0434\u041e\u0431\u0440\u044b\u043c..."));
  EXPECT_EQ(caption_key_v2("see you \U0001F308 soon"), caption_key_v2("See  you soon"));
}

TEST(CaptionKey, DifferentTextsDiffer) {
  EXPECT_NE(caption_key_v2("\u041f\u0440\u0438\u0432\u0435\u0442"),
            caption_key_v2("\u041f\u043e\u043a\u0430"));
  EXPECT_NE(caption_key_v2("\u2600"), caption_key_v2("\u2601"));
  EXPECT_NE(caption_key_v2("good morning"), caption_key_v2("goodmorning"));
  EXPECT_NE(caption_key_v2("caf\u00e9"), caption_key_v2("cafe"));
}

TEST(CaptionKey, RefusesInvalidUtf8) {
  for (const std::string text :
       {"\xff", "ok \xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80"}) {
    EXPECT_THROW(caption_key_v2(text), Error);
  }
}

TEST(CaptionKey, HashesANulByteToo) {
  // sha256("ab"): a NUL is a control character, dropped like any other.
  EXPECT_EQ(caption_key_v2(std::string_view("a\0b", 3)), sha256_hex("ab"));
}

RC_GTEST_PROP(CaptionKey, BlanksAroundAndPunctuationInsideNeverMatter, (const std::string& seed)) {
  std::string ascii;
  for (char c : seed) ascii.push_back(static_cast<char>(c & 0x7f));
  // A text with nothing left keeps its punctuation, so give it a word.
  const std::string text = "w" + ascii + "w";
  RC_ASSERT(caption_key_v2(" \t" + text + "\xe3\x80\x80") == caption_key_v2(text));
  std::string upper = text;
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  RC_ASSERT(caption_key_v2(upper + "!?") == caption_key_v2(text));
}

// Spelt composed or decomposed, in every script where that makes a difference.
RC_GTEST_PROP(CaptionKey, IsThatOfTheNormalForm, ()) {
  const auto code_point =
      rc::gen::oneOf(rc::gen::inRange<int>(0x20, 0x250), rc::gen::inRange<int>(0x300, 0x370),
                     rc::gen::inRange<int>(0x400, 0x460), rc::gen::inRange<int>(0x900, 0x9D8),
                     rc::gen::inRange<int>(0x0F40, 0x0FC0), rc::gen::inRange<int>(0x1100, 0x1200),
                     rc::gen::inRange<int>(0x1E00, 0x2030), rc::gen::inRange<int>(0x3040, 0x3100),
                     rc::gen::inRange<int>(0xAC00, 0xD7A4), rc::gen::inRange<int>(0x11080, 0x110C0),
                     rc::gen::inRange<int>(0x1F300, 0x1F650));
  std::string text;
  for (int c : *rc::gen::container<std::vector<int>>(code_point)) {
    utf8proc_uint8_t bytes[4];
    const utf8proc_ssize_t length = utf8proc_encode_char(c, bytes);
    text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  }
  const auto* raw = reinterpret_cast<const utf8proc_uint8_t*>(text.c_str());
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> decomposed(utf8proc_NFD(raw),
                                                                           &std::free);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> composed(utf8proc_NFC(raw),
                                                                         &std::free);
  const std::string key = caption_key_v2(text);
  RC_ASSERT(caption_key_v2(reinterpret_cast<const char*>(decomposed.get())) == key);
  RC_ASSERT(caption_key_v2(reinterpret_cast<const char*>(composed.get())) == key);
}

TEST(Sha256, PublishedVectors) {  // FIPS 180-4 examples
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace eros::base
