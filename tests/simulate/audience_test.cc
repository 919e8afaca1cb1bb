#include "eros/simulate/audience.h"

#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "simulate/small_world.h"

namespace eros::simulate {
namespace {

using model::Tier;
using tests::caption_of;
using tests::day;
using tests::hour;
using tests::quiet_world;

// What a message at noon of the given day gets, after `before` messages on the day before.
Response probe(const World& world, int before, std::uint32_t caption, std::uint32_t earlier) {
  Audience audience(world, world.pages[0]);
  for (int i = 0; i < before; ++i) audience.send({8 * day + (8 + i) * hour, earlier, 25});
  audience.live_until(10 * day);
  const std::size_t sent = audience.send({10 * day + 12 * hour, caption, 25});
  audience.live_until(14 * day);
  return audience.response(sent);
}

TEST(Fatigue, LowersViewsAndPurchasesByItsLogPerContact) {
  World world = quiet_world();
  const auto caption = caption_of(world, Tier::mid);
  const auto other = caption_of(world, Tier::mid, 1);
  world.parameters.fatigue_half_life = 1e6;  // nothing wears off
  const Response rested = probe(world, 0, caption, other);
  const Response unaffected = probe(world, 8, caption, other);
  EXPECT_EQ(rested.viewed, unaffected.viewed) << "without fatigue, what came before is forgotten";
  world.parameters.fatigue = 0.15;
  const Response tired = probe(world, 8, caption, other);
  // A part of the 8 contacts is noticed; each costs 0.15, half of it on opening.
  const double log_loss = std::log(tired.purchased / rested.purchased);
  EXPECT_LT(tired.viewed, 0.95 * rested.viewed);
  EXPECT_LT(log_loss, -0.15 * 8 * 0.2);
  EXPECT_GT(log_loss, -0.15 * 8);
}

TEST(Fatigue, WearsOffByItsHalfLife) {
  World world = quiet_world();
  world.parameters.fatigue = 0.1;
  world.parameters.fatigue_half_life = 2.0;
  Audience audience(world, world.pages[0]);
  for (int i = 0; i < 8; ++i) audience.send({(8 + i) * hour, caption_of(world, Tier::mid, i), 25});
  audience.live_until(7 * day);
  const double then = audience.mean_fatigue();
  ASSERT_GT(then, 0.1);
  audience.live_until(9 * day);
  EXPECT_NEAR(audience.mean_fatigue() / then, 0.5, 1e-4);
}

TEST(Audience, ACopyLivesOnByItself) {
  const World world = make_world(tests::request("mixed", 1));
  const auto caption = caption_of(world, Tier::mid);
  const auto other = caption_of(world, Tier::mid, 1);
  Audience first(world, world.pages[0]);
  first.send({9 * hour, caption, 25});
  first.live_until(day);
  Audience alike = first;
  Audience different = first;
  for (Audience* audience : {&first, &alike}) audience->send({day + 9 * hour, caption, 25});
  different.send({day + 9 * hour, other, 25});
  for (Audience* audience : {&first, &different, &alike}) audience->live_until(5 * day);
  double remembered = 0.0;
  for (std::size_t fan = 0; fan < first.fans().size(); ++fan) {
    EXPECT_EQ(first.memory(fan, caption), alike.memory(fan, caption));
    EXPECT_EQ(first.fatigue(fan), alike.fatigue(fan));
    EXPECT_EQ(first.memory(fan, other), 0.0);
    remembered += different.memory(fan, other);
  }
  EXPECT_GT(remembered, 0.0);
  ASSERT_EQ(alike.sends(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(first.response(i).viewed, alike.response(i).viewed);
    EXPECT_EQ(first.response(i).purchased, alike.response(i).purchased);
  }
  EXPECT_GT(different.response(1).viewed, 0.0);
}

TEST(Memory, OfACaptionHalvesInItsHalfLifeAndLowersBuyingAlone) {
  World world = quiet_world();
  world.parameters.novelty_half_life = 14.0;
  const auto caption = caption_of(world, Tier::mid);
  const auto other = caption_of(world, Tier::mid, 1);
  Audience audience(world, world.pages[0]);
  audience.send({12 * hour, caption, 25});
  audience.live_until(7 * day);
  std::size_t fan = 0;
  while (audience.memory(fan, caption) == 0.0) ++fan;
  EXPECT_EQ(audience.memory(fan, other), 0.0);
  const double then = audience.memory(fan, caption);
  audience.live_until(21 * day);
  EXPECT_NEAR(audience.memory(fan, caption) / then, 0.5, 1e-3);

  const Response before = probe(world, 6, caption, caption);
  world.parameters.novelty = 0.3;
  const Response repeated = probe(world, 6, caption, caption);
  const Response fresh = probe(world, 6, caption, other);
  EXPECT_EQ(repeated.viewed, before.viewed);
  EXPECT_LT(repeated.purchased, 0.8 * before.purchased);
  EXPECT_GT(repeated.purchased, std::exp(-0.3 * 6) * before.purchased);
  EXPECT_EQ(fresh.purchased, before.purchased) << "another caption's repeats are another matter";
}

double views_at_hour(const World& world, int at) {
  Audience audience(world, world.pages[0]);
  for (int i = 0; i < 5; ++i) audience.send({i * 2 * day + at * hour, 0, 0});
  audience.live_until(14 * day);
  double views = 0.0;
  for (std::size_t i = 0; i < audience.sends(); ++i) views += audience.response(i).viewed;
  return views;
}

TEST(Hours, ThatPeopleAreActiveInBringMoreViews) {
  World world = quiet_world();
  const auto best = static_cast<int>(world.pages[0].parameters.favourite_hour) - 1;
  const double evening = views_at_hour(world, best);
  const double night = views_at_hour(world, (best + 8) % 24);
  EXPECT_GT(evening, 1.1 * night);

  PageWorld& page = world.pages[0];
  page.parameters.hour_peak = page.parameters.hour_trough = 1.0;
  page.weekday_hours = page.weekend_hours = HourProfile(page.parameters, false);
  EXPECT_NEAR(views_at_hour(world, best) / views_at_hour(world, (best + 8) % 24), 1.0, 0.04);
}

TEST(Inbox, NewerMessagesTakeAttention) {
  World world = quiet_world();
  world.pages[0].parameters.attention = 0.8;
  Audience alone(world, world.pages[0]);
  alone.send({3 * hour, 0, 0});
  alone.live_until(3 * day);
  Audience crowded(world, world.pages[0]);
  for (int i = 0; i < 5; ++i) crowded.send({3 * hour + i, 0, 0});
  crowded.live_until(3 * day);
  EXPECT_LT(crowded.response(0).viewed, 0.6 * alone.response(0).viewed);
  EXPECT_NEAR(crowded.response(4).viewed / alone.response(0).viewed, 1.0, 0.05);
}

TEST(Budget, Binds) {
  World world = quiet_world();
  const auto sell = [&world] {
    Audience audience(world, world.pages[0]);
    double money = 0.0;
    for (int i = 0; i < 40; ++i) {
      audience.send({i * 12 * hour + 8 * hour, caption_of(world, Tier::mid, i), 25});
    }
    audience.live_until(24 * day);
    for (std::size_t i = 0; i < audience.sends(); ++i) {
      money += 25.0 * audience.response(i).purchased;
    }
    for (std::size_t fan = 0; fan < audience.fans().size(); ++fan) {
      EXPECT_LE(audience.spent(fan), 1.0);
    }
    return money;
  };
  const double rich = sell();
  world.pages[0].parameters.budget_half_life = 1e6;  // nothing comes back
  double budgets = 0.0;
  Fans& fans = world.pages[0].fans;
  for (std::size_t fan = 0; fan < fans.size(); ++fan) {
    fans.budget[fan] = 0.5F * std::exp(fans.log_spend[fan]);
    budgets += fans.people[fan] * std::max(25.0, 0.5 * std::exp(fans.log_spend[fan]));
  }
  const double poor = sell();
  EXPECT_LT(poor, 0.9 * rich);
  EXPECT_LE(poor, budgets) << "nobody can spend more than a budget, but for the last purchase";
}

TEST(Price, LowersBuyingByTheElasticity) {
  const World world = quiet_world();
  const auto purchases = [&world](int price) {
    Audience audience(world, world.pages[0]);
    for (int i = 0; i < 12; ++i) {
      audience.send({i * 2 * day + 18 * hour, caption_of(world, Tier::mid, i), price});
    }
    audience.live_until(28 * day);
    double of = 0.0;
    for (std::size_t i = 0; i < audience.sends(); ++i) of += audience.response(i).purchased;
    return of;
  };
  EXPECT_NEAR(std::log(purchases(50) / purchases(25)) / std::log(2.0), -1.0, 0.15);
}

TEST(Luck, OfAMessageDoesNotDependOnWhatElseIsSent) {
  World world = quiet_world();  // no wear: only luck could differ
  world.parameters.send_overdispersion = 0.6;
  world.pages[0].parameters.attention = 1.0;
  const auto caption = caption_of(world, Tier::mid);
  Audience alone(world, world.pages[0]);
  const std::size_t first = alone.send({3 * day, caption, 25});
  alone.live_until(7 * day);
  Audience busy(world, world.pages[0]);
  for (int i = 0; i < 20; ++i) busy.send({i * 3 * hour, caption_of(world, Tier::bump, i), 0});
  busy.live_until(70 * hour);
  const std::size_t second = busy.send({3 * day, caption, 25});
  busy.live_until(7 * day);
  EXPECT_EQ(alone.response(first).viewed, busy.response(second).viewed);
  EXPECT_EQ(alone.response(first).purchased, busy.response(second).purchased);
  EXPECT_GT(alone.response(first).purchased, 0.0);
}

std::vector<double> weeks_of(const World& world, const PageWorld& page, std::int64_t step) {
  Audience audience(world, page);
  std::vector<double> counts;
  for (std::int64_t minute = 0; minute < 56 * day; minute += step) {
    while (audience.sends() * 9 * hour < static_cast<std::size_t>(minute + step)) {
      const auto n = static_cast<std::int64_t>(audience.sends());
      audience.send({n * 9 * hour, static_cast<std::uint32_t>(n), n % 2 == 0 ? 25 : 0});
    }
    audience.live_until(minute + step);
  }
  for (std::size_t i = 0; i < audience.sends(); ++i) {
    counts.push_back(audience.response(i).viewed);
    counts.push_back(audience.response(i).purchased);
  }
  return counts;
}

TEST(Audience, DoesNotDependOnTheStepsInWhichItLivesNorOnThreads) {
  const World world = make_world(tests::request("churn", 2));
  const auto first = weeks_of(world, world.pages[0], 7 * day);
  const auto second = weeks_of(world, world.pages[1], 7 * day);
  EXPECT_EQ(first, weeks_of(world, world.pages[0], 8 * hour));
  std::vector<double> a, b;
  std::thread one([&] { a = weeks_of(world, world.pages[0], 7 * day); });
  std::thread two([&] { b = weeks_of(world, world.pages[1], 7 * day); });
  one.join();
  two.join();
  EXPECT_EQ(first, a);
  EXPECT_EQ(second, b);
  EXPECT_NE(first, second);
}

TEST(Audience, IsReplacedAtItsRate) {
  World world = quiet_world();
  world.pages[0].parameters.audience_turnover = 0.1;
  world.parameters.novelty_half_life = 1e6;
  const auto caption = caption_of(world, Tier::mid);
  Audience audience(world, world.pages[0]);
  audience.send({0, caption, 25});
  const auto remembering = [&] {
    double of = 0.0;
    for (std::size_t fan = 0; fan < audience.fans().size(); ++fan) {
      of += audience.memory(fan, caption) > 0.0 ? 1.0 : 0.0;
    }
    return of;
  };
  audience.live_until(7 * day);
  const double then = remembering();
  audience.live_until(56 * day);
  EXPECT_NEAR(remembering() / then, std::pow(0.9, 7), 0.08);
}

}  // namespace
}  // namespace eros::simulate
