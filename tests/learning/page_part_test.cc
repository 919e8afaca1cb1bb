#include "eros/learning/page_part.h"

#include <gtest/gtest.h>

namespace eros::learning {
namespace {

TEST(PagePart, HoldsAllThatWasLearnedOfThePageAndNothingOfOthers) {
  using model::Attribute;
  model::Learned learned;
  learned.pages = {{.page_name = "birch", .mean = 0.1, .audience = 100.0},
                   {.page_name = "fern", .mean = 0.2, .audience = 200.0}};
  for (std::uint32_t page = 0; page < 2; ++page) {
    learned.page_captions.push_back({.page = page, .caption_id = base::CaptionId{7 + page}});
    learned.page_tastes.push_back({page, Attribute::tier, "mid", 0.5 + page, 0.5});
    learned.page_hours.push_back({.page = page, .slot = static_cast<std::uint8_t>(20 + page)});
  }
  const PagePart fern = page_part(learned, "fern");
  EXPECT_EQ(fern.page.mean, 0.2);
  EXPECT_EQ(fern.page.audience, 200.0);
  ASSERT_EQ(fern.page.captions.size(), 1);
  EXPECT_EQ(fern.page.captions[0].caption_id, base::CaptionId{8});
  ASSERT_EQ(fern.page.tastes.size(), 1);
  EXPECT_EQ(fern.page.tastes[0].mean, 1.5);
  ASSERT_EQ(fern.hours.size(), 1);
  EXPECT_EQ(fern.hours[0].slot, 21);

  const PagePart unknown = page_part(learned, "moss");
  EXPECT_TRUE(unknown.page.captions.empty() && unknown.page.tastes.empty() &&
              unknown.hours.empty());
}

}  // namespace
}  // namespace eros::learning
