#include "eros/schedule/expected_revenue.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace eros::schedule {
namespace {

using model::Tier;

// A page's history of PPVs: each message with its caption's row, its conversion and its earnings.
class History {
 public:
  model::CaptionBank::Row caption(Tier tier, const std::string& text) {
    model::Caption caption;
    caption.id = base::CaptionId{static_cast<std::int64_t>(bank_.size()) + 1};
    caption.text = caption.key = text;
    caption.tier = tier;
    bank_.add(caption);
    return static_cast<model::CaptionBank::Row>(bank_.size() - 1);
  }
  void message(model::CaptionBank::Row row, double conversion, double earnings) {
    model::CategoryRollup group{"", bank_.tier[row], {}};
    group.rollup.paid = 1;
    group.rollup.price_conversion = {1, conversion, conversion * conversion};
    group.rollup.earnings = earnings;
    history_.categories.push_back(group);
    history_.page.total.paid += 1;
    history_.page.total.earnings += earnings;
    model::CaptionStats& stats = stats_of(bank_.id[row]);
    const auto n = static_cast<double>(stats.total_observations++);
    stats.avg_conversion_rate = (n * stats.avg_conversion_rate + conversion) / (n + 1.0);
  }
  ExpectedRevenue expected() const { return {bank_, history_, stats_}; }

 private:
  model::CaptionStats& stats_of(base::CaptionId id) {
    auto at = std::ranges::lower_bound(stats_, id, {}, &model::CaptionStats::caption_id);
    if (at == stats_.end() || at->caption_id != id) {
      at = stats_.insert(at, model::CaptionStats{});
      at->caption_id = id;
    }
    return *at;
  }

  model::CaptionBank bank_;
  model::PageHistory history_;
  std::vector<model::CaptionStats> stats_;
};

TEST(ExpectedRevenue, IsTheTiersMeanTimesTheSlotWhereNothingElseIsKnown) {
  History page;
  const auto sold = page.caption(Tier::mid, "A walk");
  const auto fresh = page.caption(Tier::mid, "A swim");
  const auto dear = page.caption(Tier::premium, "A sail");
  const auto free = page.caption(Tier::bump, "Hello");
  page.message(sold, 0.02, 60.0);
  page.message(sold, 0.04, 100.0);
  EXPECT_DOUBLE_EQ(*page.expected().of(fresh, 1.0), 80.0);
  EXPECT_DOUBLE_EQ(*page.expected().of(fresh, 1.5), 120.0);
  EXPECT_DOUBLE_EQ(*page.expected().of(dear, 1.0), 80.0) << "no premium was sent: the page's mean";
  EXPECT_EQ(page.expected().of(free, 1.0), 0.0);
}

TEST(ExpectedRevenue, IsNotKnownWithoutAHistory) {
  History page;
  EXPECT_EQ(page.expected().of(page.caption(Tier::mid, "A walk"), 2.0), std::nullopt);
  EXPECT_EQ(page.expected().of(page.caption(Tier::bump, "Hello"), 2.0), 0.0);
}

// Two captions, conversions 0.01 +- 0.002 and 0.03 +- 0.002, two messages each. In units of the
// mean, 0.02: within, 4 x 0.1^2 / 2 = 0.02; between, (4 x 0.5^2 - 0.02) / (4 - 8 / 4) = 0.49; k = 2
// / 49, so that the least, 0.1, holds.
TEST(ExpectedRevenue, BelievesACaptionWhoseMessagesAgree) {
  History page;
  const auto poor = page.caption(Tier::mid, "A walk");
  const auto good = page.caption(Tier::mid, "A swim");
  for (const double noise : {-0.002, 0.002}) {
    page.message(poor, 0.01 + noise, 50.0);
    page.message(good, 0.03 + noise, 150.0);
  }
  EXPECT_NEAR(*page.expected().of(poor, 1.0), 100.0 * (2 * 0.5 + 0.1) / 2.1, 1e-9);
  EXPECT_NEAR(*page.expected().of(good, 1.0), 100.0 * (2 * 1.5 + 0.1) / 2.1, 1e-9);
}

// The same means, but the messages of a caption differ as much as the captions: within,
// 4 x 0.5^2 / 2 = 0.5; between, (4 x 0.5^2 - 0.5) / 2 = 0.25; k = 2.
TEST(ExpectedRevenue, WeighsACaptionByHowMuchItsMessagesDiffer) {
  History page;
  const auto poor = page.caption(Tier::mid, "A walk");
  const auto good = page.caption(Tier::mid, "A swim");
  for (const double noise : {-0.01, 0.01}) {
    page.message(poor, 0.01 + noise, 50.0);
    page.message(good, 0.03 + noise, 150.0);
  }
  EXPECT_NEAR(*page.expected().of(poor, 1.0), 100.0 * (2 * 0.5 + 2.0) / 4.0, 1e-9);
  EXPECT_NEAR(*page.expected().of(good, 1.0), 100.0 * (2 * 1.5 + 2.0) / 4.0, 1e-9);
}

TEST(ExpectedRevenue, DoesNotTakeChanceForQuality) {
  History once;
  const auto lucky = once.caption(Tier::mid, "A walk");
  once.message(lucky, 0.09, 300.0);
  once.message(once.caption(Tier::mid, "A swim"), 0.01, 100.0);
  EXPECT_DOUBLE_EQ(*once.expected().of(lucky, 1.0), 200.0) << "none was sent twice";

  History alike;
  const auto one = alike.caption(Tier::mid, "A walk");
  const auto other = alike.caption(Tier::mid, "A swim");
  for (const double conversion : {0.01, 0.05, 0.03}) {
    alike.message(one, conversion, 90.0);
    alike.message(other, conversion + 0.001, 90.0);
  }
  EXPECT_DOUBLE_EQ(*alike.expected().of(other, 1.0), 90.0) << "they differ less than by chance";
}

// Dear tiers convert less: that is no fault of their captions.
TEST(ExpectedRevenue, ComparesCaptionsWithTheirOwnTier) {
  History page;
  const auto cheap = page.caption(Tier::budget, "A walk");
  const auto dear = page.caption(Tier::premium, "A swim");
  for (int n = 0; n < 3; ++n) {
    page.message(cheap, 0.05, 70.0);
    page.message(dear, 0.01, 90.0);
  }
  EXPECT_DOUBLE_EQ(*page.expected().of(cheap, 1.0), 70.0);
  EXPECT_DOUBLE_EQ(*page.expected().of(dear, 1.0), 90.0);
}

// Messages are linked to the lowest row of a text.
TEST(ExpectedRevenue, OfAnEqualTextIsThatOfTheRowWithTheRecord) {
  History page;
  const auto poor = page.caption(Tier::mid, "A walk");
  const auto good = page.caption(Tier::mid, "A swim");
  const auto twin = page.caption(Tier::mid, "A swim");
  for (const double noise : {-0.002, 0.002}) {
    page.message(poor, 0.01 + noise, 50.0);
    page.message(good, 0.03 + noise, 150.0);
  }
  EXPECT_EQ(page.expected().of(twin, 1.0), page.expected().of(good, 1.0));
}

}  // namespace
}  // namespace eros::schedule
