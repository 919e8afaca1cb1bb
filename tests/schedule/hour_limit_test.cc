#include "eros/schedule/hour_limit.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>

namespace eros::schedule {
namespace {

TEST(MostInOneHour, IsAQuarterRoundedUpAndAtLeastTwo) {
  EXPECT_EQ(most_in_one_hour(0), 2);
  EXPECT_EQ(most_in_one_hour(8), 2);
  EXPECT_EQ(most_in_one_hour(9), 3);
  EXPECT_EQ(most_in_one_hour(12), 3);
  EXPECT_EQ(most_in_one_hour(25), 7);
}

// Seven days of a few steps, each step its own hour; every day may hold one or two.
struct Instance {
  StepGrid grid;
  std::vector<std::int8_t> hours;
  DayCounts counts{};
  int gap = 1;
  int limit = 2;
};

Instance random_instance() {
  Instance instance;
  const int a_day = *rc::gen::inRange(2, 5);
  for (std::size_t day = 0; day <= 7; ++day) {
    instance.grid.day_begin[day] = static_cast<int>(day) * a_day;
  }
  for (std::size_t day = 0; day < 7; ++day) instance.counts[day] = *rc::gen::inRange(0, 3);
  for (int step = 0; step < 7 * a_day; ++step) {
    const int draw = *rc::gen::inRange(0, 1000);
    instance.grid.value.push_back(draw < 150 ? StepGrid::closed : draw / 7.0);
    instance.hours.push_back(static_cast<std::int8_t>(step % a_day));
  }
  instance.gap = *rc::gen::inRange(1, 3);
  instance.limit = *rc::gen::inRange(2, 5);
  return instance;
}

std::optional<double> best_by_trying(const Instance& instance) {
  std::optional<double> best;
  std::array<int, 24> used{};
  DayCounts left = instance.counts;
  std::function<void(int, int, double)> from = [&](int step, int free, double value) {
    if (step == instance.grid.steps()) {
      if (left == DayCounts{} && (!best || value > *best)) best = value;
      return;
    }
    const auto day = static_cast<std::size_t>(step / (instance.grid.steps() / 7));
    // No way to place the day's rest any more: stop early.
    if (day > 0 && left[day - 1] > 0) return;
    from(step + 1, free, value);
    int& in_hour = used[static_cast<std::size_t>(instance.hours[static_cast<std::size_t>(step)])];
    if (step < free || left[day] == 0 || in_hour == instance.limit) return;
    if (!instance.grid.is_open(step)) return;
    --left[day];
    ++in_hour;
    from(step + 1, step + instance.gap,
         value + instance.grid.value[static_cast<std::size_t>(step)]);
    ++left[day];
    --in_hour;
  };
  from(0, 0, 0.0);
  return best;
}

RC_GTEST_PROP(HourLimit, HoldsWheneverItCan, ()) {
  const Instance instance = random_instance();
  const auto found = best_steps_with_hour_limit(instance.grid, instance.hours, instance.counts,
                                                instance.gap, instance.limit);
  const auto best = best_by_trying(instance);
  RC_ASSERT(found.has_value() == best.has_value());
  if (!found) return;
  std::array<int, 24> used{};
  for (const int step : found->steps) {
    const auto hour = static_cast<std::size_t>(instance.hours[static_cast<std::size_t>(step)]);
    RC_ASSERT(++used[hour] <= instance.limit);
  }
  RC_ASSERT(found->value <= *best + 1e-9);
  RC_CLASSIFY(found->value >= *best - 1e-9, "optimal");
  RC_CLASSIFY(found->value < 0.97 * *best, "more than 3 % below");
}

RC_GTEST_PROP(HourLimit, IsExactWhereDaysDoNotTouch, ()) {
  Instance instance = random_instance();
  for (std::size_t day = 0; day < 7; ++day) {  // a night
    instance.grid.value[static_cast<std::size_t>(instance.grid.day_begin[day])] = StepGrid::closed;
  }
  const auto found = best_steps_with_hour_limit(instance.grid, instance.hours, instance.counts,
                                                instance.gap, instance.limit);
  const auto best = best_by_trying(instance);
  RC_ASSERT(found.has_value() == best.has_value());
  if (found) RC_ASSERT(std::abs(found->value - *best) < 1e-9);
}

}  // namespace
}  // namespace eros::schedule
