#pragma once
#include "eros/simulate/world.h"

namespace eros::simulate {

// Sets the page's levels of opening and buying such that, in expectation and at its usual volume,
// its messages are viewed and bought at the rates of its parameters: a few weeks of messages of
// average appeal are played through, and the levels corrected, until the rates are met.
void calibrate(const World& world, PageWorld& page);

// How many messages a page of this audience sends a week when people plan by hand: PPVs from 6
// (400 people) to 16 (60,000), bumps two thirds of that.
int usual_ppvs(std::int64_t audience);
int usual_bumps(std::int64_t audience);

}  // namespace eros::simulate
