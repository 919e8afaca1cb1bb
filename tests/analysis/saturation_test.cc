#include "eros/analysis/saturation.h"

#include <gtest/gtest.h>

#include <functional>

#include "analysis/samples.h"

namespace eros::analysis {
namespace {

using base::LocalDay;
using model::RiskLevel;
using testing::flat_day;
using testing::some_today;

constexpr double usual_unlock = 0.4;
constexpr double usual_emv = 100.0;

LocalDay before(int days) { return some_today() - base::days{days}; }

// Ninety days in which nothing happens, but for what `change` makes of the days 1 to 7.
std::vector<model::DayRollup> history(
    const std::function<void(int age, model::DayRollup&)>& change = {}) {
  std::vector<model::DayRollup> days;
  for (int age = 90; age >= 1; --age) {
    days.push_back(flat_day(before(age), usual_unlock, usual_emv));
    if (age <= 7 && change) change(age, days.back());
  }
  return days;
}

// The seven days all at these shares of the usual.
std::vector<model::DayRollup> week_at(double unlock_share, double emv_share) {
  return history([&](int age, model::DayRollup& day) {
    day = flat_day(before(age), usual_unlock * unlock_share, usual_emv * emv_share);
  });
}

// Only the days whose ages are listed have messages, at this share of the usual EMV.
std::vector<model::DayRollup> only_days(const std::vector<int>& ages, double emv_share) {
  auto days = history();
  std::erase_if(days, [&](const model::DayRollup& day) {
    return day.day >= before(7) &&
           std::find(ages.begin(), ages.end(), (some_today() - day.day).count()) == ages.end();
  });
  for (auto& day : days) {
    if (day.day >= before(7)) day = flat_day(day.day, usual_unlock, usual_emv * emv_share);
  }
  return days;
}

base::Holiday holiday(LocalDay day, bool major = true) {
  return {day, "Village fair", "CULTURAL", major, 1.0};
}

model::Saturation judge(const std::vector<model::DayRollup>& days,
                        const std::vector<base::Holiday>& holidays = {},
                        const std::vector<LocalDay>& bad_days = {}) {
  return saturation(days, holidays, bad_days, some_today());
}

TEST(Saturation, OfAnOrdinaryWeekIsZero) {
  const auto result = judge(history());
  EXPECT_EQ(result.score_hundredths, 0);
  EXPECT_EQ(result.risk_level, RiskLevel::healthy);
  EXPECT_EQ(result.unlock_rate_deviation, 0.0);
  EXPECT_EQ(result.emv_deviation, 0.0);
  EXPECT_EQ(result.frequency_trend, 1.0);
  EXPECT_EQ(result.consecutive_underperform_days, 0);
  EXPECT_EQ(result.volume_adjustment_factor, 1.0);
  EXPECT_DOUBLE_EQ(result.confidence_score, 0.7);
  EXPECT_FALSE(result.exclusion_reason);
}

// A limit itself does not score; the least below it does.
TEST(Saturation, UnlockPartAtItsLimits) {
  const std::pair<double, int> cases[] = {{1.0, 0},     {0.95, 0},  {0.9499, 15}, {0.85, 15},
                                          {0.8499, 25}, {0.70, 25}, {0.6999, 40}, {0.0, 40}};
  for (const auto& [share, points] : cases) {
    EXPECT_EQ(judge(week_at(share, 1.0)).score_hundredths, points) << share;
    EXPECT_EQ(unlock_points(share - 1.0), points) << share;
  }
}

TEST(Saturation, EmvPartAtItsLimits) {
  // From 20 % below on, the seven days are also a run: 20 more.
  const std::pair<double, int> cases[] = {{1.0, 0},         {0.90, 0},         {0.8999, 15},
                                          {0.80, 15},       {0.7999, 25 + 20}, {0.60, 25 + 20},
                                          {0.5999, 40 + 20}};
  for (const auto& [share, points] : cases) {
    EXPECT_EQ(judge(week_at(1.0, share)).score_hundredths, points) << share;
  }
  EXPECT_EQ(emv_points(-0.10), 0);
  EXPECT_EQ(emv_points(-0.20), 15);
  EXPECT_EQ(emv_points(-0.40), 25);
  EXPECT_EQ(emv_points(-0.41), 40);
}

// The last `run` days at 79 % of the usual, so much better before that the mean stays unharmed.
TEST(Saturation, RunPart) {
  const int points[] = {0, 0, 10, 20, 20};
  for (int run = 0; run <= 4; ++run) {
    const auto result = judge(history([&](int age, model::DayRollup& day) {
      day = flat_day(before(age), usual_unlock, usual_emv * (age <= run ? 0.79 : 1.5));
    }));
    EXPECT_EQ(result.consecutive_underperform_days, run);
    EXPECT_EQ(result.score_hundredths, points[run]) << run;
  }
}

TEST(Saturation, CountsTheMessagesOfTheSevenDays) {
  EXPECT_EQ(judge(only_days({}, 1.0)).recent_messages, 0);
  const auto of_two = judge(only_days({1, 7}, 1.0), {holiday(before(7))});
  EXPECT_EQ(of_two.recent_messages, 2 * flat_day(before(1), 0.4, 100.0).rollup.messages);
}

TEST(Saturation, RunEndsOnTheLastUsableDay) {
  // Yesterday was fine: no run, whatever came before.
  auto days = history([&](int age, model::DayRollup& day) {
    day = flat_day(before(age), usual_unlock, usual_emv * (age == 1 ? 3.0 : 0.79));
  });
  EXPECT_EQ(judge(days).consecutive_underperform_days, 0);
  // Yesterday was a holiday, and the day before had free messages only: neither breaks the run.
  days = history([&](int age, model::DayRollup& day) {
    day = flat_day(before(age), usual_unlock, usual_emv * (age <= 4 ? 0.79 : 1.5));
    if (age == 1) day.rollup.emv = testing::sum_around(1, 900.0);
    if (age == 2) day.rollup.emv = {};
  });
  EXPECT_EQ(judge(days, {holiday(before(1))}).consecutive_underperform_days, 2);
}

// The baseline has two messages a day. EMV is 15 % down, which scores 15 alone.
TEST(Saturation, FrequencyPart) {
  const auto with_sends = [](std::int64_t extra, double emv_share) {
    auto days = history([&](int age, model::DayRollup& day) {
      day = flat_day(before(age), usual_unlock, usual_emv * emv_share);
      day.rollup.messages = age == 1 ? 3 + extra : 3;
    });
    for (auto& day : days) {
      if (day.day < before(7)) day.rollup.messages = 2;
    }
    return days;
  };
  EXPECT_EQ(judge(with_sends(0, 0.85)).frequency_trend, 1.5);
  EXPECT_EQ(judge(with_sends(0, 0.85)).score_hundredths, 15);
  EXPECT_EQ(judge(with_sends(1, 0.85)).score_hundredths, 25);
  EXPECT_EQ(judge(with_sends(1, 0.90)).score_hundredths, 0) << "EMV is not under -0.10";
}

TEST(Saturation, FrequencyOfAYoungPageIsAgainstItsOwnDays) {
  auto days = history();
  days.erase(days.begin(), days.begin() + 70);  // the page began twenty days ago
  EXPECT_EQ(judge(days).frequency_trend, 1.0);
  days.erase(days.begin(), days.begin() + 13);  // now within the seven days
  EXPECT_FALSE(judge(days).frequency_trend);
}

TEST(Saturation, SumIsClamped) {
  auto days = history([](int age, model::DayRollup& day) {
    day = flat_day(before(age), usual_unlock * 0.1, usual_emv * 0.1, 5);
  });
  const auto result = judge(days);
  EXPECT_EQ(result.score_hundredths, 100);
  EXPECT_EQ(result.risk_level, RiskLevel::critical);
  EXPECT_EQ(result.volume_adjustment_factor, 0.6);
}

// Three usable days: 3/7 x 0.4 + 0.3 = 0.471.
TEST(Saturation, LowConfidenceHalvesTheScoreRoundedDown) {
  const auto result = judge(only_days({1, 2, 3}, 0.85));
  EXPECT_NEAR(result.confidence_score, 3.0 / 7.0 * 0.4 + 0.3, 1e-15);
  EXPECT_EQ(result.score_hundredths, 7) << "15 / 2";
}

// Five usable and two bad days: 5/7 x 0.4 + 5/7 x 0.3 is one half, in floats a little less.
TEST(Saturation, ConfidenceOfExactlyOneHalfDoesNotHalve) {
  const auto result = judge(week_at(1.0, 0.85), {}, {before(3), before(2)});
  EXPECT_DOUBLE_EQ(result.confidence_score, 0.5);
  EXPECT_EQ(result.score_hundredths, 15);
}

// EMVs of 90, 100, 110 in turn, week by week: the spread of each weekday is about 8.5.
TEST(Saturation, ConfidenceGrowsWithTheDistanceFromTheBaseline) {
  const std::pair<double, double> cases[] = {
      {95.0, 0.7}, {90.0, 0.8}, {85.0, 0.9}, {80.0, 1.0}, {120.0, 1.0}};
  for (const auto& [emv, confidence] : cases) {
    auto days = history();
    for (auto& day : days) {
      const auto age = static_cast<int>((some_today() - day.day).count());
      const double usual = 90.0 + 10.0 * ((age / 7) % 3);
      day = flat_day(day.day, usual_unlock, age <= 7 ? emv : usual);
    }
    EXPECT_DOUBLE_EQ(judge(days).confidence_score, confidence) << emv;
  }
}

TEST(Saturation, ThreeExcludedDaysSayNothing) {
  const auto tired = week_at(0.1, 0.1);
  const std::vector<LocalDay> bad = {before(6), before(5), before(4)};
  const auto two = judge(tired, {}, {bad[0], bad[1]});
  EXPECT_GT(two.score_hundredths, 0);
  EXPECT_FALSE(two.exclusion_reason);

  const auto platform = judge(tired, {}, bad);
  EXPECT_EQ(platform.score_hundredths, 0);
  EXPECT_EQ(platform.risk_level, RiskLevel::healthy);
  EXPECT_EQ(platform.exclusion_reason, "PLATFORM");
  EXPECT_NEAR(platform.confidence_score, 4.0 / 7.0 * (0.4 + 0.3), 1e-15);
  const auto one_holiday = judge(tired, {holiday(before(1))}, {});
  const auto one_bad_day = judge(tired, {}, {before(1)});
  EXPECT_NEAR(one_holiday.confidence_score - one_bad_day.confidence_score, 0.3 / 7.0, 1e-15);

  EXPECT_EQ(judge(tired, {holiday(before(1))}, {bad[0], bad[1]}).exclusion_reason, "PLATFORM");
  EXPECT_EQ(judge(tired, {holiday(before(1)), holiday(before(2))}, {bad[0]}).exclusion_reason,
            "HOLIDAY");
  // A day that is both counts once.
  EXPECT_FALSE(judge(tired, {holiday(bad[0])}, {bad[0], bad[1]}).exclusion_reason);
}

TEST(Saturation, OnlyMajorHolidaysAreLeftOut) {
  const auto days = history([](int age, model::DayRollup& day) {
    if (age == 3) day = flat_day(before(age), usual_unlock, 0.0);
  });
  EXPECT_EQ(judge(days, {holiday(before(3))}).emv_deviation, 0.0);
  EXPECT_NEAR(judge(days, {holiday(before(3), false)}).emv_deviation.value(), -1.0 / 7.0, 1e-12);
}

// The Tuesdays of the baseline are days 14, 21, ... 84; all but the last six are made bad.
TEST(Saturation, ExcludedDaysAreLeftOutOfTheBaselineToo) {
  auto days = history();
  std::vector<LocalDay> bad;
  for (auto& day : days) {
    const auto age = (some_today() - day.day).count();
    if (age >= 14 && age % 7 == 0 && age <= 63) {
      day = flat_day(day.day, usual_unlock, 10.0);
      bad.push_back(day.day);
    }
  }
  EXPECT_GT(judge(days).emv_deviation.value(), 1.0);
  EXPECT_EQ(judge(days, {}, bad).emv_deviation, 0.0);
}

TEST(Saturation, JudgesAWeekdayByTheSameWeekday) {
  auto days = history();
  for (auto& day : days) {
    if (base::iso_weekday(day.day) == 6) day = flat_day(day.day, 0.2, 500.0);
  }
  const auto result = judge(days);
  EXPECT_EQ(result.emv_deviation, 0.0);
  EXPECT_EQ(result.unlock_rate_deviation, 0.0);
}

TEST(Saturation, IgnoresTodayAndDaysBeyondNinety) {
  auto days = history();
  for (int age = 91; age <= 365; ++age) days.insert(days.begin(), flat_day(before(age), 1.0, 1e6));
  days.push_back(flat_day(before(0), 0.0, 0.0, 50));
  const auto result = judge(days);
  EXPECT_EQ(result.score_hundredths, 0);
  EXPECT_EQ(result.frequency_trend, 1.0);
}

TEST(Saturation, DaysWithoutABaselineAreNotUsable) {
  const auto result = judge({flat_day(before(2), 0.3, 80.0), flat_day(before(1), 0.3, 0.0)});
  EXPECT_FALSE(result.emv_deviation);
  EXPECT_FALSE(result.unlock_rate_deviation);
  EXPECT_DOUBLE_EQ(result.confidence_score, 0.3);
  // A baseline of zero is one that nothing can be divided by.
  auto days = history();
  for (auto& day : days) day.rollup.emv = testing::sum_around(1, 0.0);
  EXPECT_FALSE(judge(days).emv_deviation);
}

TEST(Saturation, OfNoHistoryIsZeroWithLowConfidence) {
  const auto result = judge({});
  EXPECT_EQ(result.score_hundredths, 0);
  EXPECT_DOUBLE_EQ(result.confidence_score, 0.3);
  EXPECT_FALSE(result.frequency_trend);
}

TEST(RiskLevel, FollowsTheScore) {
  const std::tuple<int, RiskLevel, double> cases[] = {
      {0, RiskLevel::healthy, 1.0},   {14, RiskLevel::healthy, 1.0},
      {15, RiskLevel::low, 1.0},      {29, RiskLevel::low, 1.0},
      {30, RiskLevel::moderate, 0.9}, {49, RiskLevel::moderate, 0.9},
      {50, RiskLevel::high, 0.75},    {69, RiskLevel::high, 0.75},
      {70, RiskLevel::critical, 0.6}, {100, RiskLevel::critical, 0.6}};
  for (const auto& [score, level, factor] : cases) {
    EXPECT_EQ(risk_level(score), level) << score;
    EXPECT_EQ(volume_adjustment_factor(level), factor) << score;
  }
}

}  // namespace
}  // namespace eros::analysis
