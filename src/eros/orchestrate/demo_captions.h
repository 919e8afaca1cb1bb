#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "eros/model/words.h"

namespace eros::orchestrate {

// A caption of the sample bank. Its texts are everyday ones, and no two have the same caption_key.
struct DemoCaption {
  std::int64_t id = 0;
  std::string text;
  model::Tier tier = model::Tier::mid;
  std::string category;
  std::string trigger;  // empty: none
  bool has_urgency = false;
  double quality = 1.0;  // what it does to conversion: 1 is average
};

// The 1,500 captions of the sample agency, by id, tiers apart: 480 budget, 360 mid, 280 premium,
// 80 luxury, 40 vip, 260 bump. Depends on the seed alone.
std::vector<DemoCaption> demo_captions(std::uint64_t seed);

}  // namespace eros::orchestrate
