#include "eros/cli/tables.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>

#include "eros/base/text.h"
#include "eros/cli/figures.h"

namespace eros::cli {
namespace {

TEST(Table, AlignsByCellsNotBytes) {
  const Table table = {{{"Page"}, {"Sent", Align::right}},
                       {{"Éclair", "7"}, {"日本", "1,024"}, {"e\xCC\x81t\xC3\xA9", "-"}}};
  EXPECT_EQ(render_table(table, {}),
            "Page     Sent\n"
            "──────  ─────\n"
            "Éclair      7\n"
            "日本    1,024\n"
            "e\xCC\x81t\xC3\xA9         -\n");
}

TEST(Table, ShortensItsFlexibleColumnToFit) {
  const Table table = {{{"Id", Align::right}, {"Text", Align::left, true}},
                       {{"12", "A walk by the river, then tea and a book"}}};
  const std::string text = render_table(table, {false, 30});
  EXPECT_NE(text.find("12  A walk by the river, then…\n"), std::string::npos) << text;
}

TEST(Table, HarmlessWhateverATextHolds) {
  const Table table = {{{"Text"}}, {{"a\nb\x1b[31mc\x7f\xC2\x9B"}}};
  EXPECT_EQ(render_table(table, {}), "Text\n───────────\na b [31mc\n");
}

RC_GTEST_PROP(Wrap, KeepsTheWordsAndTheWidth, (std::vector<std::uint8_t> lengths)) {
  std::string text;
  std::string words;
  for (std::uint8_t length : lengths) {
    const std::string word(1 + length % 9, 'w');
    text += (text.empty() ? "" : " ") + word;
    words += word;
  }
  std::istringstream lines(wrap(text, 20, 3));
  std::string seen;
  for (std::string line; std::getline(lines, line);) {
    RC_ASSERT(line.size() <= 20u);
    RC_ASSERT(line.substr(0, 3) == "   " && line[3] == 'w');
    for (char c : line) {
      if (c == 'w') seen += c;
    }
  }
  RC_ASSERT(seen == words);
}

TEST(Wrap, ALongWordStaysWhole) {
  EXPECT_EQ(wrap("a wwwwwwwwww b", 6, 1), " a\n wwwwwwwwww\n b\n");
}

TEST(Figures, AsPeopleReadThem) {
  EXPECT_EQ(count_text(0), "0");
  EXPECT_EQ(count_text(999), "999");
  EXPECT_EQ(count_text(1'000), "1,000");
  EXPECT_EQ(count_text(-1'234'567), "-1,234,567");
  EXPECT_EQ(money_text(12.5), "$12.50");
  EXPECT_EQ(money_text(99.994), "$99.99");
  EXPECT_EQ(money_text(99.999), "$100");
  EXPECT_EQ(money_text(1'234'567.8), "$1,234,568");
  EXPECT_EQ(money_text(-1'500.0), "-$1,500");
  EXPECT_EQ(money_text(std::nullopt), "-");
  EXPECT_EQ(percent_text(0.0312), "3.1%");
  EXPECT_EQ(signed_percent_text(-4.0), "-4.0%");
  EXPECT_EQ(p_value_text(0.0312), "0.031");
  EXPECT_EQ(p_value_text(0.0005), "0.001");
  EXPECT_EQ(p_value_text(0.0004), "<0.001");
  EXPECT_EQ(p_value_text(std::nullopt), "-");
  EXPECT_EQ(amount_text(1, "bump", "bumps"), "1 bump");
  EXPECT_EQ(amount_text(0, "bump", "bumps"), "0 bumps");
  EXPECT_EQ(long_day(base::parse_day("2028-02-29").value()), "Tuesday 29 February");
}

}  // namespace
}  // namespace eros::cli
