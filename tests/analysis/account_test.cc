#include "eros/analysis/account.h"

#include <gtest/gtest.h>

namespace eros::analysis {
namespace {

using model::AccountSize;
using model::SizeTier;

TEST(SizeTier, FollowsTheAudienceFromTwentyMessagesOn) {
  EXPECT_EQ(size_tier(0, 0), SizeTier::new_page);
  EXPECT_EQ(size_tier(19, 1'000'000), SizeTier::new_page);
  EXPECT_EQ(size_tier(20, 0), SizeTier::small);
  EXPECT_EQ(size_tier(20, 4'999), SizeTier::small);
  EXPECT_EQ(size_tier(20, 5'000), SizeTier::medium);
  EXPECT_EQ(size_tier(20, 24'999), SizeTier::medium);
  EXPECT_EQ(size_tier(20, 25'000), SizeTier::large);
  EXPECT_EQ(size_tier(20, 99'999), SizeTier::large);
  EXPECT_EQ(size_tier(20, 100'000), SizeTier::xl);
}

TEST(AccountSize, FollowsTheRevenue) {
  EXPECT_EQ(account_size(0.0), AccountSize::micro);
  EXPECT_EQ(account_size(4'999.99), AccountSize::micro);
  EXPECT_EQ(account_size(5'000.0), AccountSize::small);
  EXPECT_EQ(account_size(24'999.99), AccountSize::small);
  EXPECT_EQ(account_size(25'000.0), AccountSize::medium);
  EXPECT_EQ(account_size(99'999.99), AccountSize::medium);
  EXPECT_EQ(account_size(100'000.0), AccountSize::large);
  EXPECT_EQ(account_size(499'999.99), AccountSize::large);
  EXPECT_EQ(account_size(500'000.0), AccountSize::mega);
}

struct Row {
  std::int64_t messages, audience;
  int ppv_min, ppv_max, bumps, gap;
  double tolerance;
};

TEST(ClassifyAccount, GivesTheFiguresOfTheSizeTier) {
  const Row table[] = {{19, 40'000, 2, 3, 3, 150, 0.5},
                       {90, 4'000, 3, 5, 4, 120, 0.4},
                       {90, 24'000, 5, 8, 6, 90, 0.5},
                       {90, 99'000, 8, 12, 10, 75, 0.6},
                       {90, 250'000, 10, 15, 12, 60, 0.7}};
  for (const Row& row : table) {
    model::PageRollup page;
    page.total.messages = row.messages;
    page.max_sent = row.audience;
    page.revenue = 30'000.0;
    const auto account = classify_account(page);
    EXPECT_EQ(account.daily_ppv_target_min, row.ppv_min);
    EXPECT_EQ(account.daily_ppv_target_max, row.ppv_max);
    EXPECT_EQ(account.daily_bump_target, row.bumps);
    EXPECT_EQ(account.min_ppv_gap_minutes, row.gap);
    EXPECT_EQ(account.saturation_tolerance, row.tolerance);
    EXPECT_EQ(account.avg_audience, row.audience);
    EXPECT_EQ(account.total_revenue_period, 30'000.0);
    EXPECT_EQ(account.account_size, AccountSize::medium);
  }
}

}  // namespace
}  // namespace eros::analysis
