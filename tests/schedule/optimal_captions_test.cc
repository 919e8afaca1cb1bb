#include "schedule/optimal_captions.h"
#include "paths.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "eros/base/text.h"
#include "eros/schedule/sequence.h"
#include "schedule/caption_week.h"

namespace eros::schedule {
namespace {

using testing::CaptionWeek;
using testing::optimal_captions;

Sequence planned(const CaptionWeek& week) {
  return put_in_sequence(week.candidates, week.selected, week.slots, model::PlanSettings());
}

TEST(OptimalCaptions, SpeakOfTheWeeksThatAreTested) {
  const auto optima = optimal_captions(paths::source_dir);
  ASSERT_EQ(optima.size(), CaptionWeek::count);
  for (const auto& [number, optimum] : optima) {
    ASSERT_EQ(base::sha256_hex(CaptionWeek(number).text()).substr(0, 16), optimum.digest)
        << "week " << number << " has changed: make optimal_captions.csv anew";
  }
}

TEST(OptimalCaptions, LieBetweenTheValueOfAPlanAndItsBound) {
  for (const auto& [number, optimum] : optimal_captions(paths::source_dir)) {
    const CaptionWeek week(number);
    const Sequence plan = planned(week);
    ASSERT_GE(plan.broken_patterns, optimum.broken_patterns) << "week " << number;
    if (plan.broken_patterns > optimum.broken_patterns) continue;
    EXPECT_LE(plan.value, optimum.optimum + 1e-6) << "week " << number;
    EXPECT_GE(plan.upper_bound, optimum.optimum - 1e-6) << "week " << number;
  }
}

TEST(OptimalCaptions, BreakNoFewerPatternsThanThePlan) {
  int unavoidable = 0;
  for (const auto& [number, optimum] : optimal_captions(paths::source_dir)) {
    const Sequence plan = planned(CaptionWeek(number));
    EXPECT_EQ(plan.broken_patterns, optimum.broken_patterns) << "week " << number;
    unavoidable += optimum.broken_patterns == 0 ? 0 : 1;
  }
  EXPECT_GT(unavoidable, 20);  // the weeks hold both kinds
}

// Shares of the optimum.
std::vector<double> gaps(auto holds) {
  std::vector<double> gaps;
  for (const auto& [number, optimum] : optimal_captions(paths::source_dir)) {
    const CaptionWeek week(number);
    if (!holds(week)) continue;
    const Sequence plan = planned(week);
    if (plan.broken_patterns > optimum.broken_patterns) continue;
    gaps.push_back(std::max(0.0, optimum.optimum - plan.value) / std::abs(optimum.optimum));
  }
  std::sort(gaps.begin(), gaps.end());
  return gaps;
}

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

TEST(OptimalCaptions, AreReachedOrNearlySo) {
  const std::vector<double> all = gaps([](const CaptionWeek&) { return true; });
  EXPECT_LT(all[all.size() / 2], 1e-9);
  EXPECT_LT(mean(all), 0.001);
  EXPECT_LT(all.back(), 0.015);
  const std::vector<double> full =
      gaps([](const CaptionWeek& week) { return week.kind == CaptionWeek::Kind::full; });
  EXPECT_LT(full[full.size() / 2], 0.0002);
  EXPECT_LT(mean(full), 0.0005);
  EXPECT_LT(full.back(), 0.01);
}

TEST(OptimalCaptions, AreMetMoreOftenTheLongerOneLooks) {
  double shorter = 0.0;
  double longer = 0.0;
  for (std::uint64_t number = 251; number <= 280; ++number) {
    const CaptionWeek week(number);
    shorter += put_in_sequence(week.candidates, week.selected, week.slots, {2, 2}).value;
    longer += put_in_sequence(week.candidates, week.selected, week.slots, {40, 60}).value;
  }
  EXPECT_GT(longer, shorter);
}

}  // namespace
}  // namespace eros::schedule
