#include "eros/learning/hours.h"

#include <gtest/gtest.h>

#include <cmath>

#include "learning/generated.h"

namespace eros::learning {
namespace {

// Captions, pages and all as generated; the hour acts on how many look.
Generated with_view_hours(double amplitude) {
  World world;
  world.variance.hour = world.variance.page_hour = 0.0;
  Generated made = generate(world);
  model::Observations& o = made.observations;
  for (std::size_t i = 0; i < o.size(); ++i) {
    o.sent[i] = 10.0 * o.audience[i] * std::exp(-amplitude * std::sin(0.2618 * (o.slot[i] % 24)));
  }
  return made;
}

TEST(Hours, FindWhatTheHourDoes) {
  const Generated made = with_view_hours(0.5);
  const Hours hours = fit_hours(made.observations, fit(made.observations, {}, {}));
  ASSERT_EQ(hours.all.size(), 48u);
  double mean = 0.0;
  for (const model::HourEffect& hour : hours.all) mean += hour.mean / 48.0;
  for (const model::HourEffect& hour : hours.all) {
    EXPECT_NEAR(hour.mean - mean, 0.5 * std::sin(0.2618 * (hour.slot % 24)), 0.1) << int{hour.slot};
    EXPECT_GT(hour.own_share, 0.9);
  }
  // All pages are alike: little of a page's value is its own.
  double own = 0.0;
  for (const model::HourEffect& hour : hours.pages) own += hour.own_share;
  EXPECT_LT(own / static_cast<double>(hours.pages.size()), 0.2);
}

TEST(Hours, APageThatDiffersKeepsItsOwn) {
  Generated made = with_view_hours(0.0);
  model::Observations& o = made.observations;
  for (std::size_t i = 0; i < o.size(); ++i) {  // every page has a best hour of its own
    const bool is_best = o.slot[i] % 24 == o.page[i] % 24;
    o.sent[i] = 10.0 * o.audience[i] * (is_best ? std::exp(-1.0) : 1.0);
  }
  const Hours hours = fit_hours(o, fit(o, {}, {}));
  double best = 0.0;
  double other = 0.0;
  int bests = 0;
  int others = 0;
  for (const model::HourEffect& hour : hours.pages) {
    const bool is_best = hour.slot % 24 == static_cast<int>(hour.page) % 24;
    (is_best ? best : other) += hour.mean;
    ++(is_best ? bests : others);
  }
  EXPECT_GT(best / bests - other / others, 0.5);
}

}  // namespace
}  // namespace eros::learning
