#include "eros/captions/pick.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "captions/world.h"

namespace eros::captions {
namespace {

using model::CaptionPool;
using model::Pick;
using model::Segment;
using model::Tier;
using model::Zone;

std::array<int, 3> counts(const model::TierCounts& of) {
  return {of[Tier::budget], of[Tier::mid], of[Tier::premium]};
}
std::multiset<Tier> tiers(const std::vector<Pick>& picks) {
  std::multiset<Tier> result;
  for (const Pick& pick : picks) result.insert(pick.tier);
  return result;
}
World roomy() {
  World world;
  for (const Tier tier : {Tier::budget, Tier::mid, Tier::premium, Tier::bump}) {
    world.add_many(100, tier);
  }
  return world;
}

TEST(Pick, AWeekFromARoomyBank) {
  World world = roomy();
  world.want(9, 6);
  world.report.account_classification.size_tier = model::SizeTier::medium;
  const CaptionPool pool = pick(world.request());
  EXPECT_EQ(counts(pool.quota), (std::array{2, 4, 3}));
  EXPECT_EQ(counts(pool.filled), (std::array{2, 4, 3}));
  EXPECT_EQ(pool.bump.size(), 6u);
  EXPECT_EQ(pool.target, 80);
  EXPECT_EQ(
      pool.ppv.size() + pool.ppv_alternates.size() + pool.bump.size() + pool.bump_alternates.size(),
      80u);
  EXPECT_EQ(pool.ppv[0].decision.candidates, 100);
  EXPECT_EQ(pool.ppv[0].decision.policy, "wilson");
  EXPECT_EQ(pool.ppv[0].decision.seed, 1u);
  EXPECT_TRUE(pool.warnings.empty()) << pool.warnings[0];
}

TEST(Pick, TheTiersThatThereAreOfferWhatAnotherCannot) {
  World world;
  for (const Tier tier : {Tier::budget, Tier::premium, Tier::bump}) world.add_many(100, tier);
  world.want(9, 6);
  world.report.account_classification.size_tier = model::SizeTier::medium;
  const CaptionPool pool = pick(world.request());
  EXPECT_EQ(
      pool.ppv.size() + pool.ppv_alternates.size() + pool.bump.size() + pool.bump_alternates.size(),
      80u);
  EXPECT_THAT(pool.warnings, testing::Not(testing::Contains(testing::HasSubstr("its target is"))));
}

TEST(Pick, SaysWhenNothingWasLearnedOfAPageThatHasSales) {
  World world = roomy();
  world.want(9, 6);
  const auto warnings = [&] { return pick(world.request()).warnings; };
  EXPECT_TRUE(warnings().empty());
  world.inputs.history.page.total.purchased = 12;
  EXPECT_THAT(warnings(), testing::ElementsAre(testing::HasSubstr("No PPV that was sent has")));
  world.inputs.history.categories.emplace_back().rollup.paid = 3;
  EXPECT_THAT(warnings(), testing::ElementsAre(testing::HasSubstr("run 'eros learn'")));
  world.inputs.caption_stats.emplace_back();
  EXPECT_TRUE(warnings().empty());
}

TEST(Pick, EveryTierOffersAtLeastTwiceItsQuotaBestFirst) {
  World world = roomy();
  world.want(16, 12);
  const CaptionPool pool = pick(world.request());
  EXPECT_EQ(pool.target, 56);
  for (const Tier tier : {Tier::budget, Tier::mid, Tier::premium}) {
    EXPECT_GE(tiers(pool.ppv).count(tier) + tiers(pool.ppv_alternates).count(tier),
              2u * static_cast<unsigned>(pool.quota[tier]));
  }
  for (const auto* picks : {&pool.ppv, &pool.ppv_alternates, &pool.bump, &pool.bump_alternates}) {
    for (std::size_t i = 1; i < picks->size(); ++i) {
      EXPECT_GE((*picks)[i - 1].decision.score, (*picks)[i].decision.score);
    }
  }
}

// A short week of many bumps from a bank whose best captions all have one trigger: the pool still
// has what an order without repeats needs.
TEST(Pick, APoolOffersPpvsOfManyTriggers) {
  World world;
  world.want(4, 12);
  for (const Tier tier : {Tier::budget, Tier::mid, Tier::premium}) {
    for (const char* trigger : {"Curiosity", "Scarcity", "FOMO", "Exclusivity"}) {
      for (int i = 0; i < 40; ++i) {
        model::CaptionStats stats;
        stats.caption_id = world.bank.id[world.add(tier, "Pets", trigger)];
        stats.successes = std::string(trigger) == "Curiosity" ? 900.0 : 300.0;
        stats.failures = 100.0;
        world.inputs.caption_stats.push_back(stats);
      }
    }
  }
  world.add_many(60, Tier::bump);
  const CaptionPool pool = pick(world.request());
  std::set<std::string> triggers;
  for (const auto* picks : {&pool.ppv, &pool.ppv_alternates}) {
    for (const Pick& pick : *picks) triggers.insert(pick.trigger);
  }
  EXPECT_EQ(triggers.size(), 4u);
  EXPECT_GE(pool.ppv_alternates.size(), 12u);
  EXPECT_EQ(pool.bump_alternates.size(), 4u);
}

TEST(Pick, TheBestSamplesWin) {
  World world;
  world.add_many(40, Tier::bump);
  world.want(0, 3);
  for (const model::CaptionBank::Row row : {4u, 17u, 29u}) {
    model::CaptionStats stats;
    stats.caption_id = world.bank.id[row];
    stats.successes = 5000;
    stats.failures = 1;
    stats.avg_emv = 100;
    world.inputs.caption_stats.push_back(stats);
  }
  std::set<model::CaptionBank::Row> rows;
  for (const Pick& pick : pick(world.request()).bump) rows.insert(pick.bank_row);
  EXPECT_EQ(rows, (std::set<model::CaptionBank::Row>{4, 17, 29}));
}

TEST(Pick, AShortTierIsFilledFromTheNextCheaperThenTheNextDearer) {
  World world;
  world.want(9, 0);  // 2 / 4 / 3
  world.add_many(3, Tier::budget);
  world.add_many(20, Tier::premium);
  const CaptionPool pool = pick(world.request());
  EXPECT_EQ(counts(pool.filled), (std::array{3, 0, 6}));
  EXPECT_THAT(pool.warnings,
              testing::Contains(
                  "The tier mid is short: 4 PPVs wanted, 0 captions free, 1 filled from budget, "
                  "3 filled from premium."));
  int filled = 0;
  for (const Pick& pick : pool.ppv) {
    EXPECT_EQ(pick.decision.filled_from_other_tier, pick.quota_tier == Tier::mid);
    filled += pick.decision.filled_from_other_tier ? 1 : 0;
  }
  EXPECT_EQ(filled, 4);
}

TEST(Pick, InYellowAShortfallIsFilledFromBudgetFirst) {
  World world;
  world.want(9, 0);
  world.add_many(20, Tier::budget);
  world.add_many(20, Tier::mid);
  for (const Zone zone : {Zone::green, Zone::red}) {
    world.volume.zone = zone;
    EXPECT_EQ(counts(pick(world.request()).filled), (std::array{3, 6, 0}));
  }
  world.volume.zone = Zone::yellow;
  EXPECT_EQ(counts(pick(world.request()).filled), (std::array{5, 4, 0}));
}

// Of 9 PPVs at most 6 can be of one tier without coming three times in a row.
TEST(Pick, AShortTierIsFilledUpToWhatAnOrderCanKeepApart) {
  World world;
  world.want(9, 0);  // 2 / 4 / 3
  world.add_many(20, Tier::budget);
  world.add_many(20, Tier::mid);
  const CaptionPool pool = pick(world.request());
  EXPECT_EQ(counts(pool.filled), (std::array{3, 6, 0}));
  EXPECT_THAT(pool.warnings,
              testing::Contains("The tier premium is short: 3 PPVs wanted, 0 captions free, "
                                "1 filled from budget, 2 filled from mid."));
}

TEST(Pick, AShortTierIsFilledAllTheSameWhereNoOtherHasMore) {
  World world;
  world.want(9, 0);  // 2 / 4 / 3
  world.add_many(2, Tier::budget);
  world.add_many(20, Tier::mid);
  EXPECT_EQ(counts(pick(world.request()).filled), (std::array{2, 7, 0}));
}

TEST(Pick, LuxuryAndVipServeThePremiumQuotaOfLuxuryPagesOnly) {
  World world;
  world.want(9, 0);
  world.add_many(20, Tier::budget);
  world.add_many(20, Tier::mid);
  world.add_many(3, Tier::luxury);
  world.add_many(2, Tier::vip);
  EXPECT_EQ(tiers(pick(world.request()).ppv).count(Tier::luxury), 0u);
  world.report.behavioral_segment.segment_label = Segment::luxury;
  const CaptionPool pool = pick(world.request());  // 1 / 3 / 5
  EXPECT_EQ(counts(pool.filled), (std::array{1, 3, 5}));
  EXPECT_EQ(tiers(pool.ppv).count(Tier::luxury), 3u);
  EXPECT_EQ(tiers(pool.ppv).count(Tier::vip), 2u);
  for (const Pick& pick : pool.ppv) EXPECT_FALSE(pick.decision.filled_from_other_tier);
}

TEST(Pick, AShortfallIsStated) {
  World world;
  world.want(9, 5);
  world.add_many(4, Tier::budget);
  const CaptionPool pool = pick(world.request());
  EXPECT_EQ(pool.ppv.size(), 4u);
  EXPECT_THAT(pool.warnings, testing::Contains("The week is short of captions: 4 of 9 PPVs have "
                                               "one."));
  EXPECT_THAT(pool.warnings, testing::Contains("The week is short of captions: 0 of 5 bumps have "
                                               "one."));
  EXPECT_THAT(pool.warnings, testing::Contains("The pool offers 4 captions; its target is 40."));
}

TEST(Pick, BudgetsThatKeepCaptionsOutAreNamed) {
  World world;
  world.want(9, 5);  // 2 / 4 / 3
  world.settings.budget.category = 4;
  for (const Tier tier : {Tier::budget, Tier::mid, Tier::bump}) {
    for (int i = 0; i < 10; ++i) world.add(tier, "Pets");
  }
  for (int i = 0; i < 7; ++i) world.add(Tier::premium, "Food");
  const CaptionPool pool = pick(world.request());
  EXPECT_THAT(
      pool.warnings,
      testing::Contains("The tier budget is short: 2 PPVs wanted, 0 captions free, 1 filled "
                        "from premium; more are kept out by budgets that are used up: "
                        "category Pets."));
  EXPECT_THAT(pool.warnings,
              testing::Contains("The week is short of captions: 0 of 5 bumps have one; more are "
                                "kept out by budgets that are used up: category Pets."));
}

TEST(Pick, AnEmptyWeekAsksForNothing) {
  World world;
  world.add_many(10, Tier::mid);
  world.want(0, 0);
  const CaptionPool pool = pick(world.request());
  EXPECT_TRUE(pool.ppv.empty() && pool.ppv_alternates.empty() && pool.bump.empty());
  EXPECT_TRUE(pool.warnings.empty());
}

// Penalties grow while the week is picked: two thirds of the Scarcity budget cost 0.2 x 0.10.
TEST(Pick, PenaltiesAndLimitsHoldWithinTheWeek) {
  World world;
  world.want(0, 10);
  for (int i = 0; i < 30; ++i) world.add(Tier::bump, "Category " + std::to_string(i), "Scarcity");
  const CaptionPool pool = pick(world.request());
  ASSERT_EQ(pool.bump.size(), 3u);
  std::multiset<double> penalties;
  for (const Pick& pick : pool.bump) penalties.insert(pick.decision.budget_penalty);
  EXPECT_EQ(penalties, (std::multiset<double>{-0.2, 0.0, 0.0}));
  EXPECT_TRUE(pool.bump_alternates.empty());  // none could stand in beside the others
}

TEST(Pick, PpvsTakeTheBudgetsBeforeBumps) {
  World world;
  world.want(3, 3);
  for (int i = 0; i < 9; ++i) {
    world.add(Tier::premium, "", "Flash Sale");
    world.add(Tier::bump, "", "Flash Sale");
  }
  const CaptionPool pool = pick(world.request());
  EXPECT_EQ(pool.ppv.size(), 2u);
  EXPECT_EQ(pool.bump.size(), 0u);
}

// PPVs may find no time on days that are full of them by count; bumps then stand there.
TEST(Pick, BumpsAreOfferedForDaysThatPpvsSeemToFill) {
  World world = roomy();
  world.want(14, 6);
  world.volume.bump_per_day = {};
  world.volume.max_messages_per_day = 2;
  EXPECT_EQ(pick(world.request()).bump.size(), 6u);
  world.volume.bump = 40;
  EXPECT_EQ(pick(world.request()).bump.size(), 14u) << "as many as seven days hold";
}

TEST(Pick, AHeldCaptionIsLeftOut) {
  World world;
  world.want(0, 0);
  world.volume.ppv_per_day = {1, 0, 0, 0, 0, 0, 0};
  world.add_many(2, Tier::premium);
  const Pick first = pick(world.request()).ppv.at(0);
  world.held = {{first.text_group, World::day(0), "page_0002", "theirs"}};
  EXPECT_NE(pick(world.request()).ppv.at(0).caption_id, first.caption_id);
}

// Far more captions than are kept at first, and the best of them all of one kind: when its budget
// is used up, those further down are found all the same.
TEST(Pick, ALargeBankOfOneKindHidesNothing) {
  World world;
  world.want(0, 6);
  for (int i = 0; i < 6'000; ++i) {
    const bool is_strong = i % 100 != 0;
    const auto row = world.add(Tier::bump, "", is_strong ? "Flash Sale" : "");
    if (!is_strong) continue;
    model::CaptionStats stats;
    stats.caption_id = world.bank.id[row];
    stats.avg_emv = 500.0;
    world.inputs.caption_stats.push_back(stats);
  }
  const CaptionPool pool = pick(world.request());
  ASSERT_EQ(pool.bump.size(), 6u);
  EXPECT_EQ(pool.bump[0].decision.candidates, 6'000);
  int flash_sales = 0;
  std::vector<Pick> plain;
  for (const Pick& pick : pool.bump) {
    if (pick.trigger.empty()) plain.push_back(pick);
    flash_sales += pick.trigger == "Flash Sale" ? 1 : 0;
  }
  EXPECT_EQ(flash_sales, 2);
  // The plain ones are the best of the sixty there are.
  World only_plain;
  only_plain.want(0, 4);
  for (model::CaptionBank::Row row = 0; row < 6'000; row += 100) {
    model::Caption caption;
    caption.id = world.bank.id[row];
    caption.key = world.bank.text(row);
    caption.tier = Tier::bump;
    only_plain.bank.add(caption);
  }
  const CaptionPool expected = pick(only_plain.request());
  ASSERT_EQ(plain.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(plain[i].caption_id, expected.bump[i].caption_id);
}

// Three hundred captions score a little higher than the last one, until their trigger's budget is
// three quarters used.
TEST(Pick, APenaltyOnManyLetsOneFromFarDownWin) {
  World world;
  world.want(0, 4);
  world.settings.score.sample_weight = 0.0;
  world.settings.score.diversity_weight = 0.0;
  for (int i = 0; i <= 300; ++i) {
    model::CaptionStats stats;
    stats.caption_id = base::CaptionId{i + 1};
    stats.avg_emv = i < 300 ? 10.0 : 9.0;
    world.add(Tier::bump, "", i < 300 ? "FOMO" : "");
    world.inputs.caption_stats.push_back(stats);
  }
  const std::vector<Pick> bumps = pick(world.request()).bump;
  EXPECT_EQ(std::count_if(bumps.begin(), bumps.end(),
                          [](const Pick& pick) { return pick.trigger.empty(); }),
            1);
}

// Messages are linked to the lowest row of a text: what was learned there is known of all its rows.
TEST(Pick, RowsOfOneTextShareTheirRecord) {
  World world;
  world.want(0, 1);
  model::Caption caption;
  caption.text = "Sunny day";
  caption.tier = Tier::mid;
  world.add(caption);
  caption.tier = Tier::bump;
  const auto twin = world.add(caption);
  model::CaptionStats stats;
  stats.caption_id = base::CaptionId{1};
  stats.successes = 5.0;
  stats.failures = 9.0;
  stats.total_observations = 31;
  world.inputs.caption_stats = {stats};
  const std::vector<Pick> bumps = pick(world.request()).bump;
  ASSERT_EQ(bumps.size(), 1u);
  EXPECT_EQ(bumps[0].bank_row, twin);
  EXPECT_EQ(bumps[0].decision.observations, 31);
}

}  // namespace
}  // namespace eros::captions
