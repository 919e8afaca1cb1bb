#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/model/settings.h"
#include "eros/orchestrate/backtest/arm_result.h"
#include "eros/orchestrate/backtest/arms.h"
#include "eros/simulate/presets.h"

namespace eros::orchestrate::backtest {

struct Request {
  simulate::Preset preset;
  int pages = 40;
  int captions = 4'000;
  int history_weeks = 8;
  int weeks = 26;
  base::LocalDay first_day;  // of the history: a Monday
  std::vector<std::uint64_t> seeds;
  std::vector<Arm> arms;
  model::Settings settings;
  unsigned threads = 0;  // 0: as many as the machine has
  // Where finished (preset, seed, arm) are kept and found again.
  std::optional<std::string> resume_folder;
  // Told of each arm that is done, from any thread, one at a time.
  std::function<void(std::size_t done, std::size_t all, const ArmResult& last)> progress;
};

// Plays every arm in the world of every seed: results by seed, then arm, in the order asked for.
// What they are does not depend on the number of threads. Throws what run_arm throws, and
// Error(failed) for a folder that cannot be used.
std::vector<ArmResult> run(const Request& request);

}  // namespace eros::orchestrate::backtest
