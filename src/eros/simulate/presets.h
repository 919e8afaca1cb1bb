#pragma once
#include <span>
#include <string_view>

#include "eros/simulate/parameters.h"

namespace eros::simulate {

// A kind of world, by name. `a-a`, `equal-captions`, `flat-hours` and `shuffled-labels` are
// controls: there, what they take away can pay nothing.
struct Preset {
  std::string_view name;
  std::string_view what;  // in a sentence
  Ranges ranges;
};

// mixed first, the controls last.
std::span<const Preset> presets();
// Throws Error(usage), with the names that there are.
const Preset& find_preset(std::string_view name);

}  // namespace eros::simulate
