#include "eros/captions/hierarchical.h"

#include <gtest/gtest.h>

#include <cmath>

#include "captions/world.h"
#include "eros/captions/expectation.h"
#include "eros/captions/pick.h"

namespace eros::captions {
namespace {

using model::Tier;

constexpr model::Cell pets{Tier::mid, "Pets", ""};

// One caption known well, one a little, one new of a known cell, one new of a new cell.
struct LearnedWorld : World {
  model::Learned learned;
  LearnedWorld() {
    add(Tier::mid, "Pets");
    add(Tier::mid, "Pets");
    add(Tier::mid, "Pets");
    add(Tier::mid, "Art");
    learned.as_of = noon(0);
    learned.observations = 100;
    learned.tiers = {{Tier::mid, -2.0, 0.01, 100}};
    learned.cells = {{pets, -1.9, 0.01, 0.6, 100}};
    learned.captions = {{bank.id[0], -1.0, 0.004, 0.95, 80, 20},
                        {bank.id[1], -1.8, 0.05, 0.4, 4, 2}};
    policy = &find_policy("hierarchical");
    inputs.learned.mean = 0.5;
    inputs.learned.audience = 200.0;
  }
};

TEST(LearnedBank, FallsBackFromCaptionToCellToTier) {
  const LearnedWorld world;
  const LearnedBank bank(world.bank, world.learned);
  EXPECT_FLOAT_EQ(bank.mean[0], 1.0F);  // less the average of -2
  EXPECT_FLOAT_EQ(bank.mean[1], 0.2F);
  EXPECT_FLOAT_EQ(bank.mean[2], 0.1F);
  EXPECT_FLOAT_EQ(bank.mean[3], 0.0F);
  EXPECT_FLOAT_EQ(bank.deviation[2], static_cast<float>(std::sqrt(0.08)));
  EXPECT_FLOAT_EQ(bank.own_share[2], 0.0F);
}

TEST(LearnedBank, WithNothingLearnedAllAreAverage) {
  const LearnedWorld world;
  const LearnedBank bank(world.bank, {});
  for (const float mean : bank.mean) EXPECT_EQ(mean, 0.0F);
  EXPECT_FALSE(bank.is_learned());
}

TEST(LearnedBank, ACellNeverSentHasWhatItsCategoryAndTriggerBring) {
  LearnedWorld world;
  world.learned.tastes = {{0, model::Attribute::category, "Art", 0.2, 0.5},
                          {0, model::Attribute::trigger, "", -0.05, 0.5},
                          {0, model::Attribute::trigger, "FOMO", 1.0, 0.5}};
  const LearnedBank bank(world.bank, world.learned);
  EXPECT_FLOAT_EQ(bank.mean[3], 0.15F);
  EXPECT_FLOAT_EQ(bank.mean[2], 0.1F) << "its cell's effect has them already";
}

TEST(PageExpectation, KnowsWhatThePagesFansLike) {
  LearnedWorld world;
  const LearnedBank bank(world.bank, world.learned);
  PickRequest request = world.request();
  request.learned = &bank;
  const double before = PageExpectation(request).known(3).mean;
  world.inputs.learned.tastes = {{0, model::Attribute::tier, "mid", 0.1, 0.5},
                                 {0, model::Attribute::category, "Art", 0.3, 0.5},
                                 {0, model::Attribute::category, "Unknown", 5.0, 0.5}};
  const PageExpectation expectation(request);
  EXPECT_NEAR(expectation.known(3).mean, before + 0.4, 1e-12);
  EXPECT_NEAR(expectation.known(2).mean, bank.mean[2] + 0.1, 1e-6);
}

// Exploring is tempered: of what is not known of a caption, the settings' part is drawn.
TEST(PageExpectation, DrawsTheSettingsPartOfWhatIsNotKnown) {
  LearnedWorld world;
  const LearnedBank bank(world.bank, world.learned);
  PickRequest request = world.request();
  request.learned = &bank;
  world.settings.hierarchical.draw = 1.0;
  const double whole = PageExpectation(request).drawn(1).deviation;
  world.settings.hierarchical.draw = 0.25;
  EXPECT_NEAR(PageExpectation(request).drawn(1).deviation, 0.25 * whole, 1e-12);
  world.settings.hierarchical.draw = 0.0;
  EXPECT_EQ(PageExpectation(request).drawn(1).mean, PageExpectation(request).known(1).mean);
}

TEST(PageExpectation, SharesComeToOne) {
  LearnedWorld world;
  world.inputs.learned.captions = {{0, world.bank.id[0], 0.3F, 0.5F, 2.0F}};
  const LearnedBank bank(world.bank, world.learned);
  PickRequest request = world.request();
  request.learned = &bank;
  const PageExpectation expectation(request);
  for (model::CaptionBank::Row row = 0; row < world.bank.size(); ++row) {
    model::Decision why;
    expectation.explain(row, why);
    EXPECT_NEAR(why.share_page_caption + why.share_caption + why.share_cell + why.share_tier, 1.0,
                1e-6);
  }
  model::Decision known;
  expectation.explain(0, known);
  EXPECT_DOUBLE_EQ(known.share_page_caption, 0.5);
  EXPECT_NEAR(known.share_caption, 0.5 * 0.95, 1e-6);
  model::Decision fresh;
  expectation.explain(3, fresh);
  EXPECT_DOUBLE_EQ(fresh.share_tier, 1.0);
}

TEST(PageExpectation, RepeatsWearAndAreForgotten) {
  LearnedWorld world;
  world.learned.repeat_coefficient = -0.2;
  world.inputs.learned.captions = {{0, world.bank.id[0], 0.0F, 0.5F, 2.0F}};
  const LearnedBank bank(world.bank, world.learned);
  PickRequest request = world.request();
  request.learned = &bank;
  const double worn = PageExpectation(request).known(0).mean;
  EXPECT_LT(worn, 1.0 - 0.35);
  EXPECT_GT(worn, 1.0 - 0.40);  // two repeats, less what three days let be forgotten
}

TEST(PageExpectation, RevenueIsThatOfAnAverageHour) {
  const LearnedWorld world;
  const LearnedBank bank(world.bank, world.learned);
  PickRequest request = world.request();
  request.learned = &bank;
  model::Decision why;
  PageExpectation(request).explain(0, why);
  ASSERT_TRUE(why.expected_revenue.has_value());
  EXPECT_NEAR(*why.expected_revenue, 200.0 * std::exp(-1.0 + 0.5), 1e-3);
}

TEST(HierarchicalPolicy, PicksTheBetterOfTwoKnownCaptions) {
  LearnedWorld world;
  world.want(1, 0);
  const LearnedBank bank(world.bank, world.learned);
  int best = 0;
  for (world.seed = 1; world.seed <= 200; ++world.seed) {
    PickRequest request = world.request();
    request.learned = &bank;
    if (pick(request).ppv.front().bank_row == 0) ++best;
  }
  EXPECT_GT(best, 190);
}

TEST(HierarchicalPolicy, ProbabilityIsTheShareOfDrawsAbove) {
  const Policy& policy = find_policy("hierarchical");
  const Arm arm{.mean = 0.4, .deviation = 0.6};
  int above = 0;
  constexpr int draws_made = 40'000;
  for (std::uint64_t i = 0; i < draws_made; ++i) {
    base::Draws draws(17, i);
    if (policy.sample(arm, draws) > 0.7) ++above;
  }
  EXPECT_NEAR(static_cast<double>(above) / draws_made, policy.probability_above(arm, 0.7), 0.01);
  EXPECT_EQ(policy.probability_above(arm, 0.0), 1.0);
  EXPECT_EQ(policy.probability_above(arm, 1.0), 0.0);
  EXPECT_DOUBLE_EQ(scale_of(0.0), 0.5);
  EXPECT_NEAR(scale_of(std::log(2.0)), 2.0 / 3.0, 1e-15);
}

}  // namespace
}  // namespace eros::captions
