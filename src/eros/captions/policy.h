#pragma once
#include <cstdint>
#include <string_view>

#include "eros/base/random.h"

namespace eros::captions {

// What is known of one caption on one page, prior included (SPEC 7). Both are positive; neither
// need be whole.
struct Arm {
  double successes = 1.0;
  double failures = 1.0;
  // What was learned of it (docs/learning.md): log revenue per view relative to an average caption.
  double mean = 0.0;
  double deviation = 1.0;
};

// How a caption's chance of success is drawn: the one contract of all policies. A policy is a
// constant; its functions are pure and safe to call from any thread.
struct Policy {
  std::string_view name;
  // A draw in [0, 1].
  double (*sample)(const Arm& arm, base::Draws& draws);
  // The exact probability, in [0, 1], that such a draw is above `threshold` (any number).
  double (*probability_above)(const Arm& arm, double threshold);
  // No draw is above this where the first value of `draws` is `first`; 1 if that tells nothing.
  // Spares the draws that cannot lift a caption among the best.
  double (*highest_draw)(const Arm& arm, std::uint32_t first);
  // Does it read what was learned? It then has score weights of its own (model::Settings).
  bool is_of_learned = false;
};

}  // namespace eros::captions
