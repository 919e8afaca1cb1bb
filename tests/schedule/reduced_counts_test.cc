#include "eros/schedule/reduced_counts.h"

#include <gtest/gtest.h>

namespace eros::schedule {
namespace {

// From a Monday: Friday and Saturday weigh more, and keep theirs.
TEST(ReducedCounts, TheDaysThatWeighMostKeepTheirs) {
  const model::DayWeights ordinary{100, 100, 100, 100, 110, 110, 100};
  EXPECT_EQ(reduced_counts({1, 1, 1, 1, 1, 1, 0}, ordinary, 3), (DayCounts{1, 0, 0, 0, 1, 1, 0}));
  EXPECT_EQ(reduced_counts({2, 2, 2, 2, 3, 3, 2}, ordinary, 14), (DayCounts{2, 2, 2, 2, 2, 2, 2}));
}

// After a rest the week begins with little: so it does with fewer messages.
TEST(ReducedCounts, ARampStaysARamp) {
  const model::DayWeights ramp{0, 0, 5, 6, 7, 8, 9};
  EXPECT_EQ(reduced_counts({0, 0, 1, 1, 1, 1, 2}, ramp, 3), (DayCounts{0, 0, 0, 0, 1, 1, 1}));
}

TEST(ReducedCounts, WhatIsNotTooManyStays) {
  const DayCounts wanted{1, 0, 2, 0, 0, 0, 0};
  EXPECT_EQ(reduced_counts(wanted, {1, 1, 1, 1, 1, 1, 1}, 3), wanted);
  EXPECT_EQ(reduced_counts(wanted, {1, 1, 1, 1, 1, 1, 1}, 5), wanted);
  EXPECT_EQ(reduced_counts(wanted, {1, 1, 1, 1, 1, 1, 1}, 0), DayCounts{});
}

}  // namespace
}  // namespace eros::schedule
