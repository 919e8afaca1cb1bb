#include "eros/analysis/segment.h"

#include <gtest/gtest.h>

#include "analysis/samples.h"

namespace eros::analysis {
namespace {

using model::Segment;
using testing::moments_of;

TEST(SegmentOf, FollowsWhatAPurchaseIsWorth) {
  const model::SegmentSettings settings;
  EXPECT_EQ(segment_of(19, 80.0, settings), Segment::exploratory);
  EXPECT_EQ(segment_of(20, std::nullopt, settings), Segment::exploratory);
  EXPECT_EQ(segment_of(20, 17.99, settings), Segment::budget);
  EXPECT_EQ(segment_of(20, 18.0, settings), Segment::standard);
  EXPECT_EQ(segment_of(20, 29.99, settings), Segment::standard);
  EXPECT_EQ(segment_of(20, 30.0, settings), Segment::premium);
  EXPECT_EQ(segment_of(20, 49.99, settings), Segment::premium);
  EXPECT_EQ(segment_of(20, 50.0, settings), Segment::luxury);
}

TEST(SegmentOf, TakesItsLimitsFromTheSettings) {
  EXPECT_EQ(segment_of(20, 9.0, {5.0, 10.0, 15.0}), Segment::standard);
}

model::PageHistory history() {
  model::PageHistory history;
  auto& total = history.page.total;
  total.messages = 40;
  total.paid = 30;
  total.purchased = 100;
  total.earnings = 4'000.0;
  total.rpr = moments_of({0.1, 0.3});
  total.conversion = {2, 0.06};
  total.price = moments_of({15.0, 25.0, 40.0});
  total.price_conversion = moments_of({0.03, 0.02, 0.01});
  total.price_conversion_product = 15.0 * 0.03 + 25.0 * 0.02 + 40.0 * 0.01;
  return history;
}

model::CategoryRollup category(const std::string& name, model::Tier tier, std::int64_t paid) {
  model::CategoryRollup row{name, tier, {}};
  row.rollup.messages = paid + 5;
  row.rollup.paid = paid;
  return row;
}

TEST(BehavioralSegment, ReportsTheFigures) {
  const auto segment = behavioral_segment(history(), {}, {});
  EXPECT_EQ(segment.segment_label, Segment::premium);
  EXPECT_DOUBLE_EQ(segment.avg_rpr.value(), 0.2);
  EXPECT_DOUBLE_EQ(segment.avg_conversion.value(), 0.03);
  EXPECT_NEAR(segment.price_conversion_correlation.value(), -0.99339926779878285, 1e-12);
  EXPECT_EQ(segment.sample_size, 40);
}

TEST(BehavioralSegment, CountsTheTiersOfACategoryTogetherAndNotTheUnknown) {
  auto pets = history();
  pets.categories = {category("", model::Tier::mid, 50), category("Music", model::Tier::budget, 4),
                     category("Music", model::Tier::mid, 4),
                     category("Pets", model::Tier::premium, 8)};
  EXPECT_DOUBLE_EQ(behavioral_segment(pets, {}, {}).category_entropy.value(), 1.0);
}

TEST(BehavioralSegment, OfPeopleWins) {
  model::Page page;
  page.segment_override = Segment::luxury;
  EXPECT_EQ(behavioral_segment({}, page, {}).segment_label, Segment::luxury);
  EXPECT_EQ(behavioral_segment({}, {}, {}).segment_label, Segment::exploratory);
}

}  // namespace
}  // namespace eros::analysis
