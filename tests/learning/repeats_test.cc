#include "eros/learning/repeats.h"

#include <gtest/gtest.h>

namespace eros::learning {
namespace {

TEST(Repeats, CountHalfAfterAHalfLife) {
  model::Observations o;
  const auto add = [&o](std::uint32_t caption, std::uint32_t page, int day) {
    o.caption.push_back(caption);
    o.page.push_back(page);
    o.at.push_back(base::Instant(base::days(day)));
  };
  add(0, 0, 0);
  add(0, 0, 42);
  add(0, 0, 84);
  add(0, 1, 84);  // another page
  add(1, 1, 85);  // another caption
  EXPECT_EQ(decayed_repeats(o, 42.0), (std::vector<double>{0.0, 0.5, 0.75, 0.0, 0.0}));
}

}  // namespace
}  // namespace eros::learning
