#include "eros/learning/fit.h"

#include <gtest/gtest.h>

#include <numeric>

#include "eros/learning/learn.h"
#include "learning/generated.h"

namespace eros::learning {
namespace {

// Of a variance component of the generated agencies, over the seeds.
template <typename Of>
double mean_over_seeds(World world, Of of) {
  constexpr int seeds = 4;
  double sum = 0.0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    world.seed = seed;
    sum += of(fit(generate(world).observations, {}, {}));
  }
  return sum / seeds;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0.0;
  double aa = 0.0;
  double bb = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return ab / std::sqrt(aa * bb);
}

TEST(Fit, RecoversTheVarianceComponents) {
  std::vector<model::VarianceComponents> found;
  double page_truth = 0.0;  // of the few pages that were drawn
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    World world;
    world.seed = seed;
    const Generated made = generate(world);
    found.push_back(fit(made.observations, {}, {}).variance);
    for (const double effect : made.page_effect) page_truth += effect * effect / 40.0 / 4.0;
  }
  const auto mean = [&found](double model::VarianceComponents::*of) {
    double sum = 0.0;
    for (const auto& variance : found) sum += variance.*of;
    return sum / static_cast<double>(found.size());
  };
  using V = model::VarianceComponents;
  const V truth;
  // Within 15 % where there are hundreds of levels, 35 % where there are tens; each step takes the
  // others as known, which costs up to 45 % where a page has three or four levels.
  EXPECT_NEAR(mean(&V::noise), truth.noise, 0.15 * truth.noise);
  EXPECT_NEAR(mean(&V::caption), truth.caption, 0.15 * truth.caption);
  EXPECT_NEAR(mean(&V::page_caption), truth.page_caption, 0.25 * truth.page_caption);
  EXPECT_NEAR(mean(&V::page_month), truth.page_month, 0.25 * truth.page_month);
  EXPECT_NEAR(mean(&V::page_hour), truth.page_hour, 0.25 * truth.page_hour);
  EXPECT_NEAR(mean(&V::day), truth.day, 0.25 * truth.day);
  EXPECT_NEAR(mean(&V::hour), truth.hour, 0.35 * truth.hour);
  EXPECT_NEAR(mean(&V::cell), truth.cell, 0.35 * truth.cell);
  EXPECT_NEAR(mean(&V::page_tier), truth.page_tier, 0.45 * truth.page_tier);
  EXPECT_NEAR(mean(&V::page_category), truth.page_category, 0.35 * truth.page_category);
  EXPECT_NEAR(mean(&V::page_trigger), truth.page_trigger, 0.45 * truth.page_trigger);
  EXPECT_NEAR(mean(&V::page), page_truth, 0.15 * page_truth);
}

TEST(Fit, FindsTheEffectsOfCaptions) {
  const World world;
  const Generated made = generate(world);
  const Fit fitted = fit(made.observations, {}, {});
  std::vector<double> found;
  std::vector<double> truth;
  for (std::size_t k = 0; k < made.caption_effect.size(); ++k) {
    // Without their tier's effect, which the truth does not have.
    const std::uint32_t tier = fitted.nesting.tier_of[fitted.nesting.cell_of[k]];
    found.push_back(fitted.tree.captions[k].mean - fitted.tree.tiers[tier].mean);
    truth.push_back(made.caption_effect[k]);
  }
  EXPECT_GT(correlation(found, truth), 0.85);
}

TEST(Fit, FindsWhatThePagesFansLike) {
  World world;
  world.variance.page_category = 0.04;
  const Generated made = generate(world);
  const Fit fitted = fit(made.observations, {}, {});
  EXPECT_NEAR(fitted.variance.page_category, 0.04, 0.015);
  EXPECT_GT(correlation(fitted.page_category.effect, made.page_category_effect), 0.8);
}

TEST(Fit, PoolsNothingWhereNothingIsShared) {
  World world;
  world.variance.caption = world.variance.cell = 0.0;
  world.variance.category = world.variance.trigger = 0.0;
  world.variance.page_caption = 0.12;
  FitOptions patient;
  patient.tolerance = 1e-4;
  patient.most_sweeps = 100;
  const Fit fitted = fit(generate(world).observations, patient, {});
  EXPECT_LT(fitted.variance.caption, 0.005);
  EXPECT_GT(fitted.variance.page_caption, 0.08);
  double share = 0.0;
  for (const Nested& caption : fitted.tree.captions) share += caption.share;
  EXPECT_LT(share / static_cast<double>(fitted.tree.captions.size()), 0.2);
}

TEST(Fit, RecoversTheWearOfRepeats) {
  for (const double truth : {0.0, -0.1, -0.3}) {
    World world;
    world.captions = 60;  // many repeats
    world.repeat_coefficient = truth;
    EXPECT_NEAR(mean_over_seeds(world, [](const Fit& f) { return f.repeat_coefficient; }), truth,
                0.02);
  }
}

// With a few purchases a message the plain logarithm of n + 1/2 would put captions at a tenth of
// the rate only log(4) lower, and dear captions above cheap ones of the same revenue.
TEST(Fit, FewPurchasesDoNotFlatter) {
  World world;
  world.audience = 40.0;  // 1.2 purchases
  world.sends_per_page = 1'200;
  const Generated made = generate(world);
  const Fit fitted = fit(made.observations, {}, {});
  const double budget = fitted.tree.tiers[0].mean;
  const double premium = fitted.tree.tiers[2].mean;
  EXPECT_NEAR(premium - budget, std::log(40.0 / 15.0), 0.25);
}

TEST(Fit, IsTheSameEachTime) {
  const Generated made = generate({});
  const model::Learned once = learn(made.observations, {});
  const model::Learned again = learn(made.observations, {});
  ASSERT_EQ(once.captions.size(), again.captions.size());
  for (std::size_t i = 0; i < once.captions.size(); ++i) {
    EXPECT_EQ(once.captions[i].mean, again.captions[i].mean);
  }
  EXPECT_EQ(once.variance.caption, again.variance.caption);
}

TEST(Learn, OfNothingIsNothing) {
  const model::Learned learned = learn({}, {});
  EXPECT_EQ(learned.observations, 0);
  EXPECT_TRUE(learned.captions.empty());
  EXPECT_EQ(learned.variance.caption, model::VarianceComponents{}.caption);
}

TEST(Learn, OneObservationKeepsTheDefaults) {
  World world;
  world.pages = 1;
  world.captions = 1;
  world.sends_per_page = 1;
  const model::Learned learned = learn(generate(world).observations, {});
  ASSERT_EQ(learned.captions.size(), 1u);
  EXPECT_NEAR(learned.variance.caption, model::VarianceComponents{}.caption, 0.02);
  EXPECT_TRUE(std::isfinite(learned.captions[0].mean));
}

TEST(Learn, ExpectedRevenueIsHonest) {
  World world;
  world.kept = 0.5;
  world.variance.day = 0.3;
  world.variance.page_month = 0.1;
  const Generated made = generate(world);
  const model::Observations& o = made.observations;
  const model::Learned learned = learn(o, {});
  double earned = 0.0;
  double expected = 0.0;
  for (std::size_t i = 0; i < o.size(); ++i) {
    earned += o.earnings[i];
    expected += o.audience[i] * learned.smearing *
                std::exp(learned.captions[o.caption[i]].mean + learned.pages[o.page[i]].mean);
  }
  EXPECT_NEAR(expected / earned, 1.0, 0.05);
}

}  // namespace
}  // namespace eros::learning
