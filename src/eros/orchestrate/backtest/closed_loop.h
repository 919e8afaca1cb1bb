#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "eros/model/settings.h"
#include "eros/orchestrate/backtest/arm_result.h"
#include "eros/orchestrate/backtest/arms.h"
#include "eros/simulate/audience.h"
#include "eros/simulate/world.h"

namespace eros::orchestrate::backtest {

// What all arms begin with: a world, and its audiences by page after so many weeks that people
// planned, at the hour in which the first week of the test is planned.
struct Start {
  simulate::World world;
  int history_weeks = 8;
  std::vector<simulate::Audience> audiences;
};
// Where they live: audiences point into their world.
std::shared_ptr<const Start> make_start(simulate::World world, int history_weeks);

struct LoopRequest {
  const Start& start;  // its world at least history_weeks + weeks + 1 weeks long
  int weeks = 26;      // of the test
  Arm arm;
  model::Settings settings;  // before the arm's own
};

// Plays one arm in one world, week by week through the real planner and a real store in a temporary
// folder: on Sunday at 20:00 UTC what was sent is imported with the counts that it has by then (and
// again a week later with those that came since), learned from, and the next seven days from Monday
// are planned and committed; the audience then lives through them.
//
// Volume, segment, gap and daily limit of each page are what analysis says when the test begins and
// stay so, zone GREEN (a page with a LUXURY segment is planned as PREMIUM), so that all arms send
// the same number of messages of each tier. Pure but for the temporary folder, which is removed.
// Throws Error(failed) where the store or the planner fails.
ArmResult run_arm(const LoopRequest& request);

}  // namespace eros::orchestrate::backtest
