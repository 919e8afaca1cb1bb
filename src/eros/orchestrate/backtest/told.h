#pragma once
#include <cstdint>

#include "eros/model/caption.h"
#include "eros/model/inputs.h"
#include "eros/orchestrate/backtest/arms.h"
#include "eros/simulate/audience.h"

namespace eros::orchestrate::backtest {

// Puts into a page's inputs what the arm's planner is told instead of what was learned: nothing of
// the captions, or the truth about them; hours by chance (each week anew), by raw means, or the
// truth. `week` is the world's.
void tell(const Arm& arm, const model::CaptionBank& bank, const simulate::Audience& audience,
          int week, std::uint64_t seed, model::PageInputs& inputs);

}  // namespace eros::orchestrate::backtest
