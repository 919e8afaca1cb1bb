#pragma once
#include <cstdint>
#include <map>
#include <string>

namespace eros::schedule::testing {

// What an independent solver found for a CaptionWeek: reference/optimal_captions.csv.
struct OptimalCaptions {
  std::string digest;       // first 16 digits of the SHA-256 of the week's text
  int broken_patterns = 0;  // the fewest
  double optimum = 0.0;     // the greatest value with so few
};

using Optima = std::map<std::uint64_t, OptimalCaptions>;  // by the number of the week

// Throws if the file is not there. `source_dir`: the project's.
Optima optimal_captions(const std::string& source_dir);

}  // namespace eros::schedule::testing
