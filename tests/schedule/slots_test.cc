#include "eros/schedule/slots.h"
#include "paths.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <functional>
#include <string>

namespace eros::schedule {
namespace {

// As in reference/optimal_slots.py.
class SplitMix {
 public:
  explicit SplitMix(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  int below(std::uint64_t n) { return static_cast<int>(next() % n); }

 private:
  std::uint64_t state_;
};

struct Instance {
  StepGrid grid;
  DayCounts counts{};
  int gap = 1;
};

Instance reference_instance(std::uint64_t number) {
  constexpr int steps_a_day = 96;
  SplitMix draw(number);
  Instance instance;
  instance.gap = 1 + draw.below(16);
  const int quiet_from = 60 + draw.below(36);
  const int quiet_to = draw.below(40);
  for (int& count : instance.counts) count = draw.below(5);
  std::array<double, 24> hour{};
  for (double& value : hour) value = 0.2 + draw.uniform();
  for (std::size_t day = 0; day <= 7; ++day) {
    instance.grid.day_begin[day] = static_cast<int>(day) * steps_a_day;
  }
  for (int step = 0; step < 7 * steps_a_day; ++step) {
    const int of_day = step % steps_a_day;
    const double value = hour[static_cast<std::size_t>(of_day / 4)] * (1.0 + 0.1 * draw.uniform());
    const bool closed = of_day >= quiet_from || of_day < quiet_to || draw.below(10) == 0;
    instance.grid.value.push_back(closed ? StepGrid::closed : value);
  }
  return instance;
}

int day_of(const StepGrid& grid, int step) {
  int day = 0;
  while (grid.day_begin[static_cast<std::size_t>(day) + 1] <= step) ++day;
  return day;
}

// Are these steps what was asked for? Returns their value.
double checked_value(const Instance& instance, const std::vector<int>& steps) {
  DayCounts counts{};
  double value = 0.0;
  for (std::size_t n = 0; n < steps.size(); ++n) {
    EXPECT_TRUE(instance.grid.is_open(steps[n]));
    if (n > 0) {
      EXPECT_GE(steps[n] - steps[n - 1], instance.gap);
    }
    ++counts[static_cast<std::size_t>(day_of(instance.grid, steps[n]))];
    value += instance.grid.value[static_cast<std::size_t>(steps[n])];
  }
  EXPECT_EQ(counts, instance.counts);
  return value;
}

TEST(BestSteps, AgreesWithHighsOnFullWeeks) {
  std::ifstream reference(std::string(paths::source_dir) +
                          "/tests/schedule/reference/optimal_slots.csv");
  std::string line;
  std::getline(reference, line);
  int compared = 0;
  while (std::getline(reference, line)) {
    const std::size_t comma = line.find(',');
    const Instance instance = reference_instance(std::stoull(line.substr(0, comma)));
    const std::string optimum = line.substr(comma + 1);
    const auto found = best_steps(instance.grid, instance.counts, instance.gap);
    ++compared;
    if (optimum == "infeasible") {
      EXPECT_FALSE(found) << line;
      continue;
    }
    ASSERT_TRUE(found) << line;
    EXPECT_NEAR(found->value, std::stod(optimum), 1e-9) << line;
    EXPECT_NEAR(checked_value(instance, found->steps), found->value, 1e-9) << line;
  }
  EXPECT_EQ(compared, 80);
}

Instance small_instance() {
  Instance instance;
  int begin = 0;
  for (std::size_t day = 0; day < 7; ++day) {
    instance.grid.day_begin[day] = begin;
    begin += *rc::gen::inRange(0, 5);
    instance.counts[day] = *rc::gen::inRange(0, 3);
  }
  instance.grid.day_begin[7] = begin;
  for (int step = 0; step < begin; ++step) {
    const int value = *rc::gen::inRange(-2, 9);
    instance.grid.value.push_back(value < 0 ? StepGrid::closed : value);
  }
  instance.gap = *rc::gen::inRange(1, 5);
  return instance;
}

// By trying every set of steps.
std::optional<double> best_by_trying(const Instance& instance) {
  std::optional<double> best;
  DayCounts left = instance.counts;
  std::function<void(int, int, double)> from = [&](int step, int free, double value) {
    if (step == instance.grid.steps()) {
      if (left == DayCounts{} && (!best || value > *best)) best = value;
      return;
    }
    from(step + 1, free, value);
    int& count = left[static_cast<std::size_t>(day_of(instance.grid, step))];
    if (step < free || count == 0 || !instance.grid.is_open(step)) return;
    --count;
    from(step + 1, step + instance.gap,
         value + instance.grid.value[static_cast<std::size_t>(step)]);
    ++count;
  };
  from(0, 0, 0.0);
  return best;
}

RC_GTEST_PROP(BestSteps, AreTheBestOfAll, ()) {
  const Instance instance = small_instance();
  const auto found = best_steps(instance.grid, instance.counts, instance.gap);
  const auto best = best_by_trying(instance);
  RC_ASSERT(found.has_value() == best.has_value());
  if (!found) return;
  RC_ASSERT(found->value == *best);
  RC_ASSERT(checked_value(instance, found->steps) == *best);
}

RC_GTEST_PROP(EarliestFill, TellsWhatFits, ()) {
  const Instance instance = small_instance();
  const bool fits = earliest_fill(instance.grid, instance.counts, instance.gap) == instance.counts;
  RC_ASSERT(fits == best_by_trying(instance).has_value());
}

RC_GTEST_PROP(FitCounts, LosesNoSendThatADayCouldHold, ()) {
  Instance instance = small_instance();
  DayCounts most{};
  for (int& n : most) n = *rc::gen::inRange(0, 4);
  const FittedCounts fitted = fit_counts(instance.grid, instance.counts, most, instance.gap);
  int wanted = 0;
  int placed = 0;
  for (std::size_t day = 0; day < 7; ++day) {
    wanted += instance.counts[day];
    placed += fitted.of[day];
    RC_ASSERT(fitted.of[day] <= most[day]);
  }
  RC_ASSERT(placed + fitted.shortfall == wanted);
  instance.counts = fitted.of;
  RC_ASSERT(best_by_trying(instance).has_value());
  if (fitted.shortfall == 0) return;
  for (std::size_t day = 0; day < 7; ++day) {  // not one more anywhere
    if (fitted.of[day] == most[day]) continue;
    ++instance.counts[day];
    RC_ASSERT(!best_by_trying(instance).has_value());
    --instance.counts[day];
  }
}

TEST(FitCounts, MovesASurplusToTheDayWithMostRoom) {
  StepGrid grid;
  grid.day_begin = {0, 2, 12, 32, 32, 32, 32, 32};
  grid.value.assign(32, 1.0);
  const FittedCounts fitted = fit_counts(grid, {3, 1, 1, 0, 0, 0, 0}, {9, 9, 9, 9, 9, 9, 9}, 2);
  EXPECT_EQ(fitted.of, (DayCounts{1, 1, 3, 0, 0, 0, 0}));
  EXPECT_EQ(fitted.shortfall, 0);
}

}  // namespace
}  // namespace eros::schedule
