#include "eros/model/numbered_texts.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace eros::model {
namespace {

// Against a map. Few letters, so that texts repeat; many of them, so that the table grows.
RC_GTEST_PROP(NumberedTexts, NumbersByFirstAppearance, (bool with_room)) {
  const auto texts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::element('a', 'b', '\0')));
  NumberedTexts numbered;
  if (with_room) numbered.reserve(texts.size(), 8);
  std::map<std::string, std::uint32_t> expected;
  for (const auto& text : texts) {
    const auto next = static_cast<std::uint32_t>(expected.size());
    const auto is_known = expected.contains(text);
    RC_ASSERT(numbered.find(text) == (is_known ? expected.at(text) : NumberedTexts::none));
    RC_ASSERT(numbered.add(text) == expected.try_emplace(text, next).first->second);
  }
  RC_ASSERT(numbered.size() == expected.size());
  for (const auto& [text, number] : expected) {
    RC_ASSERT(numbered.find(text) == number);
    RC_ASSERT(numbered.text(number) == text);
  }
}

TEST(NumberedTexts, HoldsMoreThanItsFirstTable) {
  NumberedTexts numbered;
  for (std::uint32_t i = 0; i < 10'000; ++i)
    EXPECT_EQ(numbered.add("text " + std::to_string(i)), i);
  for (std::uint32_t i = 0; i < 10'000; ++i)
    EXPECT_EQ(numbered.find("text " + std::to_string(i)), i);
  EXPECT_EQ(numbered.find("text 10000"), NumberedTexts::none);
}

}  // namespace
}  // namespace eros::model
