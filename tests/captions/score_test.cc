#include "eros/captions/score.h"

#include <gtest/gtest.h>

#include "captions/world.h"

namespace eros::captions {
namespace {

using model::Segment;
using model::Strategy;
using model::Tier;

model::CaptionUse used(const World& world, model::CaptionBank::Row row) {
  model::CaptionUse use;
  use.caption_key = world.bank.text(row);
  use.category = world.bank.category_name(row);
  use.trigger = world.bank.trigger_name(row);
  use.tier = world.bank.tier[row];
  use.has_urgency = world.bank.has_urgency[row] != 0;
  return use;
}
model::Decision explain(const World& world, model::CaptionBank::Row row, double penalty = 0.0) {
  const PickRequest request = world.request();
  const Restrictions restrictions(world.inputs.restrictions, world.bank);
  return Scorer(request, restrictions).explain(row, penalty);
}

TEST(Score, TheFormula) {
  World world;
  world.report.behavioral_segment.segment_label = Segment::premium;
  const auto row = world.add(Tier::premium, "Pets", "Curiosity");
  model::CaptionStats stats;
  stats.caption_id = world.bank.id[row];
  stats.successes = 6;
  stats.failures = 14;
  stats.total_observations = 18;
  stats.avg_emv = 40.0;
  world.inputs.caption_stats = {stats};
  model::Restriction restriction;
  restriction.soft_patterns = {"quiet", "morning", "evening"};
  world.inputs.restrictions = {restriction};
  const model::Decision why = explain(world, row, -0.8);
  // Nothing used yet: +0.1 category, +0.1 tier, +0.05 urgency, +0.1 trigger.
  const double expected =
      (0.70 * why.sample + 0.15 * 0.35 + 0.15 * 40.0 / 100.0 + 0.10 * -0.8) * 1.25 - 2 * 0.5;
  EXPECT_NEAR(why.score, expected, 1e-12);
  EXPECT_EQ(why.soft_pattern_penalty, -1.0);
  EXPECT_EQ(why.segment_multiplier, 1.25);
  EXPECT_EQ(why.observations, 18);
  EXPECT_NEAR(why.posterior_mean, 0.3, 1e-15);
  EXPECT_GT(why.sample, why.confidence_lower_bound);
  EXPECT_LT(why.sample, why.confidence_upper_bound);
}

TEST(Score, WeightsAreSettings) {
  World world;
  const auto row = world.add(Tier::mid, "Pets", "Curiosity");
  world.settings.score.sample_weight = 0.0;
  world.settings.score.diversity_weight = 2.0;
  EXPECT_NEAR(explain(world, row).score, 2.0 * 0.35, 1e-12);
}

TEST(Score, ANewCaptionHasThePrior) {
  World world;
  const model::Decision why = explain(world, world.add(Tier::mid));
  EXPECT_EQ(why.posterior_mean, 0.5);
  EXPECT_EQ(why.observations, 0);
  EXPECT_EQ(why.strategy, Strategy::explore);
  EXPECT_NEAR(why.confidence_lower_bound, 0.0945286548008662, 1e-12);
}

TEST(Score, DiversityLooksAtTheLatestUses) {
  World world;
  const auto pets = world.add(Tier::vip, "Pets", "Curiosity");
  const auto art = world.add(Tier::mid, "Art", "FOMO", true);
  const auto plain = world.add(Tier::luxury, "Music", "");
  std::vector<model::CaptionUse>& uses = world.inputs.recent_uses;
  uses.assign(7, used(world, art));
  uses[4] = used(world, pets);  // the fifth latest
  EXPECT_EQ(explain(world, pets).diversity_category, -0.2);
  EXPECT_EQ(explain(world, pets).diversity_trigger, -0.3);
  EXPECT_EQ(explain(world, pets).diversity_price_tier, -0.2);
  uses[4] = used(world, art);
  uses[5] = used(world, pets);  // the sixth: too old for names, not for tiers
  EXPECT_EQ(explain(world, pets).diversity_category, 0.1);
  EXPECT_EQ(explain(world, pets).diversity_trigger, 0.1);
  EXPECT_EQ(explain(world, pets).diversity_price_tier, -0.2);
  uses[5] = used(world, art);
  uses.push_back(used(world, pets));  // the eighth
  EXPECT_EQ(explain(world, pets).diversity_price_tier, 0.1);
  EXPECT_EQ(explain(world, plain).diversity_trigger, 0.0);
}

TEST(Score, UrgentAgainIsOfTheLatestUse) {
  World world;
  const auto urgent = world.add(Tier::mid, "Pets", "", true);
  const auto calm = world.add(Tier::mid, "Art");
  EXPECT_EQ(explain(world, urgent).diversity_urgency, 0.05);
  world.inputs.recent_uses = {used(world, urgent)};
  EXPECT_EQ(explain(world, urgent).diversity_urgency, -0.1);
  EXPECT_EQ(explain(world, calm).diversity_urgency, 0.05);
  world.inputs.recent_uses = {used(world, calm), used(world, urgent)};
  EXPECT_EQ(explain(world, urgent).diversity_urgency, 0.05);
}

TEST(Score, ATextThatTheBankDoesNotHaveSaysNothing) {
  World world;
  const auto row = world.add(Tier::mid);
  model::CaptionUse use;  // its tier is only a default
  use.caption_key = "Something written by hand";
  world.inputs.recent_uses = {use};
  EXPECT_EQ(explain(world, row).diversity_price_tier, 0.1);
}

TEST(Score, SegmentMultipliers) {
  World world;
  std::vector<model::CaptionBank::Row> rows;
  for (const Tier tier :
       {Tier::budget, Tier::mid, Tier::premium, Tier::luxury, Tier::vip, Tier::bump}) {
    rows.push_back(world.add(tier));
  }
  const auto multipliers = [&](Segment segment) {
    world.report.behavioral_segment.segment_label = segment;
    std::vector<double> result;
    for (const auto row : rows) result.push_back(explain(world, row).segment_multiplier);
    return result;
  };
  const std::vector<double> dear = {1, 1, 1.25, 1.25, 1.25, 1};
  EXPECT_EQ(multipliers(Segment::premium), dear);
  EXPECT_EQ(multipliers(Segment::luxury), dear);
  EXPECT_EQ(multipliers(Segment::budget), (std::vector<double>{1.15, 1.15, 1, 1, 1, 1}));
  EXPECT_EQ(multipliers(Segment::standard), std::vector<double>(6, 1.0));
  EXPECT_EQ(multipliers(Segment::exploratory), std::vector<double>(6, 1.0));
  world.inputs.page.segment_override = Segment::budget;
  EXPECT_EQ(multipliers(Segment::standard)[0], 1.15);
}

TEST(Score, Strategies) {
  World world;
  const auto row = world.add(Tier::mid);
  model::CaptionStats stats;
  stats.caption_id = world.bank.id[row];
  const auto strategy = [&](double successes, double failures, int observations, double emv) {
    stats.successes = successes;
    stats.failures = failures;
    stats.total_observations = observations;
    stats.avg_emv = emv;
    world.inputs.caption_stats = {stats};
    return explain(world, row).strategy;
  };
  EXPECT_EQ(strategy(50, 50, 9, 90), Strategy::explore);   // too few
  EXPECT_EQ(strategy(10, 10, 50, 90), Strategy::explore);  // interval 0.30 to 0.70
  EXPECT_EQ(strategy(50, 50, 98, 26), Strategy::exploit);
  EXPECT_EQ(strategy(50, 50, 98, 25), Strategy::balanced);  // not above 25
  EXPECT_EQ(strategy(10, 90, 98, 90), Strategy::balanced);  // lower bound 0.055
}

TEST(Score, DrawsBelongToSeedPageWeekAndCaption) {
  World world;
  const auto a = world.add(Tier::mid);
  const auto b = world.add(Tier::mid);
  const double sample = explain(world, a).sample;
  EXPECT_EQ(explain(world, a).sample, sample);
  EXPECT_NE(explain(world, b).sample, sample);
  World other = world;
  other.seed = 2;
  EXPECT_NE(explain(other, a).sample, sample);
  other = world;
  other.volume.start += base::days(7);
  EXPECT_NE(explain(other, a).sample, sample);
  other = world;
  other.inputs.page.page_name = "page_0002";
  EXPECT_NE(explain(other, a).sample, sample);
}

}  // namespace
}  // namespace eros::captions
