#include "eros/base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace eros::base {
namespace {

TEST(PageName, IsTrimmedAndLowerCased) {
  EXPECT_EQ(normalise_page_name("  Page_0001\t\n"), "page_0001");
  EXPECT_EQ(normalise_page_name("\u00a0A.b-C_9\u3000"), "a.b-c_9");
  EXPECT_EQ(normalise_page_name(std::string(64, 'A')), std::string(64, 'a'));
}

TEST(PageName, RefusesWhatIsOutOfForm) {
  for (const std::string& text :
       {std::string(), std::string("   "), std::string("two words"), std::string("caf\u00e9"),
        std::string("a/b"), std::string("a\0b", 3), std::string(65, 'a'), std::string("\xff"),
        std::string("\u212aate")}) {  // KELVIN SIGN, whose lower case is a plain k
    EXPECT_FALSE(normalise_page_name(text).has_value()) << text;
  }
}

TEST(DisplayWidth, CountsTerminalCells) {
  EXPECT_EQ(display_width(""), 0);
  EXPECT_EQ(display_width("tea time"), 8);
  EXPECT_EQ(display_width("cafe\u0301"), 4);
  EXPECT_EQ(display_width("\u65e5\u672c"), 4);
  EXPECT_EQ(display_width("\U0001F308!"), 3);
  EXPECT_EQ(display_width("\u0416\u0443\u043a"), 3);
}

TEST(Shorten, LeavesWhatFits) {
  EXPECT_EQ(shorten("tea time", 8), "tea time");
  EXPECT_EQ(shorten("", 5), "");
  EXPECT_EQ(shorten("tea", 0), "");
  EXPECT_EQ(shorten("tea", -1), "");
}

TEST(Shorten, CutsBetweenCharacters) {
  EXPECT_EQ(shorten("tea time", 5), "tea \u2026");
  EXPECT_EQ(shorten("tea", 1), "\u2026");
  EXPECT_EQ(shorten("\u65e5\u672c\u8a9e", 5), "\u65e5\u672c\u2026");
  EXPECT_EQ(shorten("\u65e5\u672c\u8a9e", 4), "\u65e5\u2026");
  EXPECT_EQ(shorten("cafe\u0301s", 4), "caf\u2026");
  EXPECT_EQ(shorten("cafe\u0301 au lait", 5), "cafe\u0301\u2026");
}

TEST(Shorten, KeepsTheTerminalSafe) {
  EXPECT_EQ(shorten("one\ntwo\x1b[2J", 20), "one two [2J");
  EXPECT_EQ(shorten("bad \xff byte", 20), "bad \ufffd byte");
}

RC_GTEST_PROP(Shorten, NeverExceedsTheWidth, (const std::string& text)) {
  const int width = *rc::gen::inRange(0, 40);
  const std::string shown = shorten(text, width);
  RC_ASSERT(display_width(shown) <= width);
  RC_ASSERT(shorten(shown, width) == shown);
}

}  // namespace
}  // namespace eros::base
