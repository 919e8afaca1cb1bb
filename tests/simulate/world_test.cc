#include "eros/simulate/world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "eros/base/error.h"
#include "eros/base/text.h"
#include "eros/simulate/agency_files.h"
#include "eros/simulate/days.h"
#include "eros/simulate/manual_sender.h"
#include "simulate/small_world.h"

namespace eros::simulate {
namespace {

struct Sample {
  double n = 0.0, sum = 0.0, squares = 0.0;
  void add(double value) {
    n += 1.0;
    sum += value;
    squares += value * value;
  }
  double mean() const { return sum / n; }
  double sd() const { return std::sqrt(squares / n - mean() * mean()); }
};

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  Sample of_a, of_b, product;
  for (std::size_t i = 0; i < a.size(); ++i) {
    of_a.add(a[i]);
    of_b.add(b[i]);
    product.add(a[i] * b[i]);
  }
  return (product.mean() - of_a.mean() * of_b.mean()) / (of_a.sd() * of_b.sd());
}

std::vector<double> appeals(const World& world, std::size_t page, int week) {
  std::vector<double> of;
  for (std::size_t i = 0; i < world.captions.size(); ++i) {
    if (world.captions[i].is_active(week))
      of.push_back(world.appeal_of(world.pages[page], i, week));
  }
  return of;
}

TEST(Presets, HaveNamesAndControls) {
  std::set<std::string_view> names;
  for (const Preset& preset : presets()) names.insert(preset.name);
  EXPECT_THAT(names, testing::IsSupersetOf({"mixed", "low-variety", "novelty", "drift", "churn",
                                            "no-sharing", "thin", "a-a", "equal-captions",
                                            "flat-hours", "shuffled-labels"}));
  EXPECT_THROW(find_preset("nothing"), base::Error);
}

TEST(Parameters, AreSweptOverTheirRangesAndStayInside) {
  const Ranges ranges;
  Sample appeal, elasticity, amplitude;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const WorldParameters world = draw_world(ranges, seed);
    const PageParameters page = draw_page(ranges, seed, 3);
    ASSERT_TRUE(0.20 <= world.appeal_sd && world.appeal_sd <= 0.65);
    ASSERT_TRUE(0.0 <= world.shared_share && world.shared_share <= 0.8);
    ASSERT_TRUE(0.03 <= world.fatigue && world.fatigue <= 0.15);
    ASSERT_TRUE(400 <= page.audience && page.audience <= 60'000);
    ASSERT_TRUE(0.005 <= page.buy_rate && page.buy_rate <= 0.07);
    appeal.add(world.appeal_sd);
    elasticity.add(page.elasticity);
    amplitude.add(page.weekday_amplitude);
  }
  // A uniform draw: the middle, and the range over sqrt(12).
  EXPECT_NEAR(appeal.mean(), 0.425, 0.03);
  EXPECT_NEAR(appeal.sd(), 0.45 / std::sqrt(12.0), 0.02);
  EXPECT_NEAR(elasticity.mean(), 1.0, 0.06);
  EXPECT_NEAR(amplitude.mean(), 0.0, 0.03) << "the sign is chance";
}

TEST(Appeal, HasTheSpreadAndTheSharedShareOfItsParameters) {
  WorldRequest of = tests::request("mixed", 2);
  of.captions = 4'000;
  of.preset.ranges.appeal_sd = {0.5, 0.5};
  of.preset.ranges.shared_share = {0.6, 0.6};
  of.preset.ranges.cell_share = {0.0, 0.0};
  const World world = make_world(of);
  Sample spread;
  for (const double appeal : appeals(world, 0, 0)) spread.add(appeal);
  EXPECT_NEAR(spread.sd(), 0.5, 0.02);
  EXPECT_NEAR(correlation(appeals(world, 0, 0), appeals(world, 1, 0)), 0.6, 0.04);
}

TEST(Appeal, SharesNothingWithoutSharing) {
  WorldRequest of = tests::request("no-sharing", 2);
  of.captions = 4'000;
  of.preset.ranges.cell_share = {0.0, 0.0};
  const World world = make_world(of);
  for (std::size_t i = 0; i < world.captions.size(); ++i) ASSERT_EQ(world.appeal.of(i, 0), 0.0);
  EXPECT_NEAR(correlation(appeals(world, 0, 0), appeals(world, 1, 0)), 0.0, 0.05);
}

TEST(Appeal, DriftsByItsHalfLife) {
  WorldRequest of = tests::request("drift", 1);
  of.captions = 4'000;
  of.preset.ranges.drift_half_life = {42, 42};
  of.preset.ranges.caption_turnover = {0, 0};
  of.preset.ranges.cell_share = {0, 0};
  const World world = make_world(of);
  EXPECT_NEAR(correlation(appeals(world, 0, 0), appeals(world, 0, 6)), 0.5, 0.04);
}

TEST(Appeal, IsNothingWhereCaptionsAreEqualOrLabelsShuffled) {
  for (const char* preset : {"equal-captions", "shuffled-labels"}) {
    const World world = make_world(tests::request(preset, 1));
    for (const double appeal : appeals(world, 0, 0)) ASSERT_EQ(appeal, 0.0) << preset;
  }
}

TEST(Days, HaveTheShocksOfTheirParameters) {
  Ranges ranges;
  ranges.holiday_factor = {1, 1};
  WorldParameters world = draw_world(ranges, 5);
  world.daily_shock_sd = 0.25;
  world.daily_shock_ar1 = 0.4;
  world.bad_days = 0.0;
  PageParameters page = draw_page(ranges, 5, 0);
  page.weekday_amplitude = 0.0;
  const base::LocalDay first = *base::parse_day("2026-01-05");
  const auto days =
      page_days(world, page, platform_days(ranges, world, first, 7'000, 5), first, 5, 0);
  Sample shocks;
  for (const double shock : days) shocks.add(shock);
  EXPECT_NEAR(shocks.sd(), 0.25, 0.01);
  EXPECT_NEAR(correlation({days.begin(), days.end() - 1}, {days.begin() + 1, days.end()}), 0.4,
              0.04);
}

// Also of those that come in another order in another year.
TEST(Days, AHolidayHasTheSameEffectEveryYear) {
  Ranges ranges;
  WorldParameters world = draw_world(ranges, 5);
  world.daily_shock_sd = world.bad_days = 0.0;
  const base::LocalDay first = *base::parse_day("2027-01-01");
  const auto platform = platform_days(ranges, world, first, 2 * 366, 5);
  const auto at = [&](const char* day) {
    return platform[static_cast<std::size_t>((*base::parse_day(day) - first).count())];
  };
  EXPECT_NE(at("2027-06-19"), 0.0);
  EXPECT_EQ(at("2027-06-19"), at("2028-06-19")) << "Juneteenth";
  EXPECT_EQ(at("2027-06-20"), at("2028-06-18")) << "Father's Day";
  EXPECT_NE(at("2027-06-19"), at("2027-06-20"));
}

TEST(Days, HolidaysAndBadDaysAndWeekdaysShow) {
  Ranges ranges;
  ranges.holiday_factor = {0.5, 0.5};
  WorldParameters world = draw_world(ranges, 5);
  world.daily_shock_sd = world.bad_days = 0.0;
  const base::LocalDay first = *base::parse_day("2026-01-01");  // New Year's Day
  const auto platform = platform_days(ranges, world, first, 365, 5);
  EXPECT_DOUBLE_EQ(platform[0], std::log(0.5));
  EXPECT_DOUBLE_EQ(platform[1], 0.0);
  world.bad_days = 0.1;
  world.bad_day_factor = 0.4;
  int bad = 0;
  for (const double day : platform_days(ranges, world, first, 2'000, 5)) {
    bad += day <= std::log(0.4) + 1e-9 ? 1 : 0;
  }
  EXPECT_NEAR(bad, 200, 45);
  PageParameters page = draw_page(ranges, 5, 0);
  page.weekday_amplitude = 0.2;
  const auto days = page_days(world, page, std::vector<double>(14, 0.0), first, 5, 0);
  EXPECT_NEAR(days[6], 0.2, 1e-12) << "7 January 2026 is a Wednesday";
}

TEST(HourProfile, HasItsPeakAndTrough) {
  for (std::uint32_t number = 0; number < 50; ++number) {
    const PageParameters page = draw_page({}, 1, number);
    const HourProfile hours(page, false);
    Sample activity;
    double most = 0.0, least = 9.0;
    for (int hour = 0; hour < 24; ++hour) {
      activity.add(hours.activity(hour));
      most = std::max(most, hours.activity(hour));
      least = std::min(least, hours.activity(hour));
    }
    EXPECT_NEAR(activity.mean(), 1.0, 1e-3);
    EXPECT_NEAR(most, page.hour_peak, 0.05);
    EXPECT_NEAR(least, page.hour_trough, 0.12);
    EXPECT_EQ(hours.minute_at(0.0), 0.0);
    EXPECT_LE(hours.minute_at(0.999999), 1'440.0);
  }
}

TEST(Captions, AreReplacedAtTheirRateAndNoTwoTextsAreEqual) {
  const auto captions = make_captions(2'000, 0.03, 34, 7);
  std::set<std::string> keys;
  int active = 0, premium = 0;
  for (const SimulatedCaption& caption : captions) {
    keys.insert(base::caption_key_v2(caption.text));
    active += caption.is_active(33) ? 1 : 0;
    premium += caption.is_active(33) && caption.tier == model::Tier::premium ? 1 : 0;
  }
  EXPECT_EQ(keys.size(), captions.size());
  EXPECT_EQ(captions.size(), 2'000u + 33u * 60u);
  EXPECT_EQ(active, 2'000);
  EXPECT_EQ(premium, 400);
}

// Moments of a history, as people plan it by hand, against the ranges of docs/proof.md.
TEST(History, HasRatesInsideTheRanges) {
  Sample log_view_ratio, log_buy_ratio;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const World world = make_world(tests::request("mixed", 6, seed));
    for (const PageWorld& page : world.pages) {
      Audience audience(world, page);
      for (int week = 0; week < 12; ++week) {
        for (const Send& send : manual_week(world, page, week)) audience.send(send);
        audience.live_until((week + 1) * 7 * tests::day);
      }
      double sent = 0.0, viewed = 0.0, seen = 0.0, bought = 0.0;
      for (std::size_t i = 0; i < audience.sends(); ++i) {
        const Response& response = audience.response(i);
        ASSERT_LE(response.purchased, response.viewed);
        ASSERT_LE(response.viewed, response.sent);
        sent += response.sent;
        viewed += response.viewed;
        if (audience.sent(i).price > 0) seen += response.viewed;
        bought += response.purchased;
      }
      log_view_ratio.add(std::log(viewed / sent / page.parameters.view_rate));
      log_buy_ratio.add(std::log(bought / seen / page.parameters.buy_rate));
    }
  }
  EXPECT_NEAR(log_view_ratio.mean(), 0.0, 0.15);
  EXPECT_LT(log_view_ratio.sd(), 0.3);
  EXPECT_NEAR(log_buy_ratio.mean(), 0.0, 0.2);
  EXPECT_LT(log_buy_ratio.sd(), 0.5);
}

// How far the sales of one send of a caption tell those of the next.
double repeat_correlation(const char* preset) {
  WorldRequest of = tests::request(preset, 1);
  of.preset.ranges.audience = {20'000, 20'000};
  of.preset.ranges.taste_sd = {0, 0};
  of.preset.ranges.novelty = {0, 0};
  of.preset.ranges.send_overdispersion = {0.2, 0.2};
  of.preset.ranges.buy_rate = {0.05, 0.05};
  of.preset.ranges.view_rate = {0.3, 0.3};
  if (of.preset.ranges.appeal_sd.high > 0.0) of.preset.ranges.appeal_sd = {0.6, 0.6};
  const World world = make_world(of);
  Audience audience(world, world.pages[0]);
  constexpr int captions = 40;
  for (int i = 0; i < 2 * captions; ++i) {
    const std::uint32_t caption = tests::caption_of(world, model::Tier::mid, i % captions);
    audience.send({i * tests::day + 17 * tests::hour, caption, 25});
  }
  audience.live_until(83 * tests::day);
  std::vector<double> first, second;
  for (std::size_t i = 0; i < 2 * captions; ++i) {
    const Response& response = audience.response(i);
    (i < captions ? first : second)
        .push_back(std::log((response.purchased + 0.5) / response.viewed));
  }
  return correlation(first, second);
}

TEST(Controls, TellNothingOfACaption) {
  EXPECT_GT(repeat_correlation("mixed"), 0.6);
  EXPECT_LT(std::abs(repeat_correlation("equal-captions")), 0.45);
  EXPECT_LT(std::abs(repeat_correlation("shuffled-labels")), 0.45);
}

TEST(Files, AreTheSameForTheSameSeedAndHaveEveryRow) {
  const auto write = [](std::uint64_t seed) {
    const World world = make_world(tests::request("churn", 1, seed));
    Audience audience(world, world.pages[0]);
    for (const Send& send : manual_week(world, world.pages[0], 0)) audience.send(send);
    audience.live_until(7 * tests::day);
    std::string csv = creators_csv(world) + captions_csv(world, 5) + messages_header();
    append_messages(csv, audience, 0, audience.sends());
    return csv;
  };
  const std::string csv = write(3);
  EXPECT_EQ(csv, write(3));
  EXPECT_NE(csv, write(4));
  EXPECT_THAT(csv, testing::HasSubstr("\npage_0001-1,page_0001,"));
  EXPECT_THAT(csv, testing::HasSubstr(",FALSE\n"));
}

TEST(Files, TellWhatChangedInTheBank) {
  const World world = make_world(tests::request("churn", 1));
  const auto rows = [](const std::string& csv) { return std::ranges::count(csv, '\n') - 1; };
  std::ptrdiff_t changed = 0;
  for (const SimulatedCaption& caption : world.captions) {
    changed += caption.first_week == 5 || caption.last_week == 5 ? 1 : 0;
  }
  EXPECT_GT(changed, 0);
  EXPECT_EQ(rows(captions_csv(world, 5, 4)), changed);
  EXPECT_EQ(rows(captions_csv(world, 5)), rows(captions_csv(world, 5, -1)));
}

// Calibration watches for longer than this world lasts.
TEST(World, MayLastAWeek) {
  WorldRequest request = tests::request("mixed", 1);
  request.weeks = 1;
  const World world = make_world(request);
  EXPECT_EQ(world.pages[0].days.size(), 7);
  EXPECT_TRUE(std::isfinite(world.pages[0].opening_level));
}

}  // namespace
}  // namespace eros::simulate
