// The stated probability of a pick against the frequency of it: one caption's sample is drawn anew
// many times while all other draws stay. A policy of the test's own does that, through the
// contract.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "captions/world.h"
#include "eros/captions/pick.h"
#include "eros/captions/score.h"

namespace eros::captions {
namespace {

using model::Pick;
using model::Tier;

// The caption under study is the one with these successes; `redraw` counts its draws.
constexpr double marked_successes = 4.125;
thread_local std::uint64_t redraw = 0;

bool is_marked(const Arm& arm) { return arm.successes == marked_successes; }

double sample_anew(const Policy& policy, const Arm& arm, base::Draws& draws) {
  if (!is_marked(arm) || redraw == 0) return policy.sample(arm, draws);
  base::Draws others(redraw, 0x5eed);
  return policy.sample(arm, others);
}

double any_draw(const Arm&, std::uint32_t) { return 1.0; }

const Policy redrawn_beta = {
    "redrawn beta",
    [](const Arm& arm, base::Draws& draws) { return sample_anew(find_policy("beta"), arm, draws); },
    find_policy("beta").probability_above, any_draw};
const Policy redrawn_wilson = {"redrawn wilson",
                               [](const Arm& arm, base::Draws& draws) {
                                 return sample_anew(find_policy("wilson"), arm, draws);
                               },
                               find_policy("wilson").probability_above, any_draw};

// A bank where budgets bind, tiers are short, texts repeat and patterns mark down.
World tangled(std::uint64_t seed) {
  World world;
  world.seed = seed;
  const base::RandomStream stream(seed, "tangled");
  for (std::uint64_t i = 0; i < 70; ++i) {
    base::Draws draws = stream.at(i);
    model::Caption caption;
    caption.tier = std::array{Tier::budget, Tier::premium, Tier::bump, Tier::mid,
                              Tier::premium}[draws() % (seed % 2 == 0 ? 3 : 5)];
    caption.category = std::array{"Pets", "Art"}[draws() % 2];
    caption.trigger = std::array{"Scarcity", "Flash Sale", "FOMO", ""}[draws() % 4];
    caption.has_urgency = draws() % 3 == 0;
    caption.text = "Sunny day no. " + std::to_string(draws() % 20);
    const auto row = world.add(caption);
    model::CaptionStats stats;
    stats.caption_id = world.bank.id[row];
    stats.successes = 1.0 + draws() % 5;
    stats.failures = 1.0 + draws() % 9;
    stats.avg_emv = draws() % 80;
    world.inputs.caption_stats.push_back(stats);
  }
  model::Restriction restriction;
  restriction.soft_patterns = {"5"};
  world.inputs.restrictions = {restriction};
  world.want(9, 6);
  return world;
}

bool is_in_week(const model::CaptionPool& pool, model::CaptionBank::Row row) {
  const auto is_it = [&](const Pick& pick) { return pick.bank_row == row; };
  return std::any_of(pool.ppv.begin(), pool.ppv.end(), is_it) ||
         std::any_of(pool.bump.begin(), pool.bump.end(), is_it);
}

// 600 redraws a caption; 0.09 is 4.4 standard errors at probability one half.
void expect_frequency(World& world, model::CaptionBank::Row row) {
  world.inputs.caption_stats[row].successes = marked_successes;
  redraw = 0;
  const model::CaptionPool pool = pick(world.request());
  double stated = -1.0;
  for (const auto* picks : {&pool.ppv, &pool.bump, &pool.ppv_alternates, &pool.bump_alternates}) {
    for (const Pick& pick : *picks) {
      if (pick.bank_row == row) stated = pick.decision.selection_probability;
    }
  }
  if (stated < 0.0) return;  // neither picked nor offered
  int times = 0;
  for (redraw = 1; redraw <= 600; ++redraw) times += is_in_week(pick(world.request()), row) ? 1 : 0;
  redraw = 0;
  EXPECT_NEAR(times / 600.0, stated, 0.09) << "seed " << world.seed << " row " << row;
}

TEST(SelectionProbability, IsTheFrequencyOfThePick) {
  for (const Policy* policy : {&redrawn_beta, &redrawn_wilson}) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      for (model::CaptionBank::Row row = 0; row < 70; row += 5) {
        World world = tangled(seed);
        world.policy = policy;
        expect_frequency(world, row);
      }
    }
  }
}

TEST(SelectionProbability, IsCertainWhereEveryCaptionIsNeeded) {
  World world;
  world.add_many(3, Tier::bump);
  world.want(0, 4);
  for (const Pick& pick : pick(world.request()).bump) {
    EXPECT_EQ(pick.decision.selection_probability, 1.0);
  }
}

// Two new captions, one place: the picked one had to beat the other's uniform draw, scaled to the
// Wilson interval.
TEST(SelectionProbability, OfTwoEqualsIsTheShareAboveTheOther) {
  World world;
  world.add_many(2, Tier::bump);
  world.want(0, 1);
  const model::CaptionPool pool = pick(world.request());
  ASSERT_EQ(pool.bump_alternates.size(), 1u);
  const model::Decision& picked = pool.bump[0].decision;
  const model::Decision& left = pool.bump_alternates[0].decision;
  const double width = picked.confidence_upper_bound - picked.confidence_lower_bound;
  EXPECT_NEAR(picked.selection_probability, (picked.confidence_upper_bound - left.sample) / width,
              1e-12);
  EXPECT_NEAR(left.selection_probability, (left.confidence_upper_bound - picked.sample) / width,
              1e-12);
}

// A caption that has an equal text beside it must beat that one, not the weakest of the week.
TEST(SelectionProbability, OfTwoRowsOfOneTextIsTheShareAboveTheOtherRow) {
  int seen = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    World world;
    world.seed = seed;
    for (const char* text : {"Sunny day", "Sunny day", "Rainy day", "Windy day", "Misty day"}) {
      model::Caption caption;
      caption.text = text;
      caption.tier = Tier::bump;
      world.add(caption);
    }
    world.want(0, 3);
    const PickRequest request = world.request();
    const Restrictions none({}, world.bank);
    const Scorer scorer(request, none);
    std::vector<double> samples;
    for (model::CaptionBank::Row row = 0; row < 5; ++row) {
      samples.push_back(scorer.terms(row, nullptr).sample);
    }
    const double twin = samples[1];
    const auto better = std::count_if(samples.begin() + 2, samples.end(),
                                      [&](double sample) { return sample > twin; });
    if (samples[0] < twin || better > 1) continue;  // the twin would be first or second
    ++seen;
    for (const Pick& pick : pick(request).bump) {
      if (pick.bank_row != 0) continue;
      const model::Decision& why = pick.decision;
      const double width = why.confidence_upper_bound - why.confidence_lower_bound;
      EXPECT_NEAR(why.selection_probability, (why.confidence_upper_bound - twin) / width, 1e-12);
    }
  }
  EXPECT_GT(seen, 5);
}

}  // namespace
}  // namespace eros::captions
