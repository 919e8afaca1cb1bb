#include "eros/simulate/expected_response.h"

#include <gtest/gtest.h>

#include <cmath>

#include "simulate/small_world.h"

namespace eros::simulate {
namespace {

using tests::day;
using tests::hour;

// The oracle's word against what happens, over many sends: purchases in proportion.
TEST(ExpectedResponse, SaysWhichCaptionsSell) {
  World world = tests::quiet_world();
  world.parameters.appeal_sd = 0.6;
  world.parameters.lure_share = 0.2;
  world.parameters.drift_half_life = 1e9;
  world.appeal = Appeal(world.parameters, 1.0, world.captions, 12, 3, "test");
  const auto best_and_worst = [&world] {
    const Audience audience(world, world.pages[0]);
    const ExpectedResponse expected(audience);
    std::uint32_t best = 0, worst = 0;
    double most = 0.0, least = 1.0;
    for (std::uint32_t i = 0; i < world.captions.size(); ++i) {
      if (world.captions[i].tier != model::Tier::mid) continue;
      const double value = expected.purchase(i, 0);
      if (value > most) std::tie(most, best) = std::tuple(value, i);
      if (value < least) std::tie(least, worst) = std::tuple(value, i);
    }
    return std::tuple(best, worst, most / least);
  };
  const auto [best, worst, ratio] = best_and_worst();
  Audience audience(world, world.pages[0]);
  double of_best = 0.0, of_worst = 0.0;
  for (int i = 0; i < 40; ++i) {
    audience.send({i * day + 9 * hour, i % 2 == 0 ? best : worst, 25});
  }
  audience.live_until(44 * day);
  for (std::size_t i = 0; i < 40; i += 2) {
    of_best += audience.response(i).purchased;
    of_worst += audience.response(i + 1).purchased;
  }
  EXPECT_NEAR(std::log(of_best / of_worst), std::log(ratio), 0.15);
  EXPECT_GT(ratio, 3.0);
}

TEST(ExpectedResponse, KnowsTheHoursAndTheRepeats) {
  World world = tests::quiet_world();
  world.parameters.novelty = 0.3;
  Audience audience(world, world.pages[0]);
  const auto caption = tests::caption_of(world, model::Tier::mid);
  const double before = ExpectedResponse(audience).purchase(caption, 0);
  for (int i = 0; i < 5; ++i) audience.send({i * day + 9 * hour, caption, 25});
  audience.live_until(6 * day);
  const ExpectedResponse expected(audience);
  EXPECT_LT(expected.purchase(caption, 0), 0.8 * before);
  const auto best = static_cast<int>(world.pages[0].parameters.favourite_hour) - 1;
  EXPECT_GT(expected.hour(false, best), 1.1 * expected.hour(false, (best + 9) % 24));
}

// Captions of one tier, category and trigger differ by what all pages share, and by nothing else.
TEST(ExpectedResponse, PooledKnowsAllButWhatACaptionDoesOnOnePage) {
  World world = tests::quiet_world();
  world.parameters.appeal_sd = 0.5;
  world.parameters.cell_share = 0.3;
  PageWorld& page = world.pages[0];
  page.appeal = Appeal(world.parameters, 1.0, world.captions, 12, 3, "the page's own");
  const Audience audience(world, page);
  const ExpectedResponse expected(audience);
  const auto first = tests::caption_of(world, model::Tier::mid);
  const SimulatedCaption& like = world.captions[first];
  int of_cell = 0, of_others = 0;
  for (std::uint32_t i = 0; i < world.captions.size(); ++i) {
    const SimulatedCaption& caption = world.captions[i];
    if (i == first || caption.tier != like.tier) continue;
    const bool is_alike = caption.category == like.category && caption.trigger == like.trigger;
    (is_alike ? of_cell : of_others) += 1;
    EXPECT_NE(expected.purchase(i, 0), expected.purchase(first, 0));
    const double pooled = expected.purchase(i, 0, Known::pooled);
    if (is_alike) {
      EXPECT_DOUBLE_EQ(pooled, expected.purchase(first, 0, Known::pooled));
    } else {
      EXPECT_NE(pooled, expected.purchase(first, 0, Known::pooled));
    }
  }
  EXPECT_GT(of_cell, 0);
  EXPECT_GT(of_others, 0);
  world.appeal = Appeal(world.parameters, 1.0, world.captions, 12, 4, "shared");
  EXPECT_NE(expected.purchase(first, 0, Known::pooled),
            ExpectedResponse(audience).purchase(first + 1, 0, Known::pooled));
}

}  // namespace
}  // namespace eros::simulate
