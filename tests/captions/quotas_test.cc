#include "eros/captions/quotas.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>

namespace eros::captions {
namespace {

using model::RiskLevel;
using model::Segment;
using model::SizeTier;
using model::Tier;

TEST(PoolTarget, TheDocumentedMatrix) {
  EXPECT_EQ(pool_target(SizeTier::small, RiskLevel::low, 10), 60);
  EXPECT_EQ(pool_target(SizeTier::small, RiskLevel::high, 10), 42);
  EXPECT_EQ(pool_target(SizeTier::medium, RiskLevel::moderate, 10), 68);
  EXPECT_EQ(pool_target(SizeTier::large, RiskLevel::low, 10), 100);
  EXPECT_EQ(pool_target(SizeTier::large, RiskLevel::high, 10), 70);
  EXPECT_EQ(pool_target(SizeTier::xl, RiskLevel::moderate, 10), 119);
}

TEST(PoolTarget, BasesFactorsAndFloors) {
  EXPECT_EQ(pool_target(SizeTier::new_page, RiskLevel::healthy, 0), 40);
  EXPECT_EQ(pool_target(SizeTier::medium, RiskLevel::high, 0), 56);  // the documented example
  EXPECT_EQ(pool_target(SizeTier::xl, RiskLevel::critical, 0), 77);
  EXPECT_EQ(pool_target(SizeTier::new_page, RiskLevel::critical, 0), 30);  // 22 is too few
  EXPECT_EQ(pool_target(SizeTier::medium, RiskLevel::low, 42), 84);        // twice the need
}

std::array<int, 3> quota(int ppvs, Segment segment) {
  const model::TierCounts counts = tier_quota(ppvs, segment);
  return {counts[Tier::budget], counts[Tier::mid], counts[Tier::premium]};
}

TEST(TierQuota, TheDocumentedExamples) {
  EXPECT_EQ(quota(9, Segment::standard), (std::array{2, 4, 3}));
  EXPECT_EQ(quota(3, Segment::budget), (std::array{2, 1, 0}));
  EXPECT_EQ(quota(6, Segment::budget), (std::array{4, 2, 0}));
  EXPECT_EQ(quota(9, Segment::budget), (std::array{6, 3, 0}));
  EXPECT_EQ(quota(9, Segment::exploratory), (std::array{6, 3, 0}));
}

TEST(TierQuota, SharesOfEachSegment) {
  EXPECT_EQ(quota(20, Segment::budget), (std::array{12, 6, 2}));
  EXPECT_EQ(quota(20, Segment::standard), (std::array{6, 9, 5}));
  EXPECT_EQ(quota(20, Segment::premium), (std::array{3, 7, 10}));
  EXPECT_EQ(quota(20, Segment::luxury), (std::array{3, 7, 10}));
  EXPECT_EQ(quota(9, Segment::luxury), (std::array{1, 3, 5}));
  EXPECT_EQ(quota(0, Segment::standard), (std::array{0, 0, 0}));
}

// An order without three of a tier in a row exists just when no tier is above this limit.
RC_GTEST_PROP(TierQuota, AlwaysSumsAndAlwaysHasAnOrder, ()) {
  const int ppvs = *rc::gen::inRange(0, 500);
  const auto segment = static_cast<Segment>(*rc::gen::inRange(0, 5));
  const model::TierCounts counts = tier_quota(ppvs, segment);
  RC_ASSERT(counts.total() == ppvs);
  for (const int count : counts.of) {
    RC_ASSERT(count >= 0);
    RC_ASSERT(count <= 2 * (ppvs - count + 1));
  }
}

TEST(TierQuota, OfOneTierAnOrderTakesTwiceTheOthersAndTwoMore) {
  for (int ppvs = 0; ppvs <= 100; ++ppvs) {
    const int most = most_in_order(ppvs);
    EXPECT_LE(most, 2 * (ppvs - most + 1));
    EXPECT_GT(most + 1, 2 * (ppvs - most));
  }
}

}  // namespace
}  // namespace eros::captions
