#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eros/model/words.h"

namespace eros::simulate {

// A caption of a simulated agency, and the weeks in which it may be sent: [first_week, last_week).
struct SimulatedCaption {
  std::int64_t id = 0;  // its place in the bank + 1
  std::string text;
  model::Tier tier = model::Tier::mid;
  std::uint8_t category = 0;  // place in caption_categories()
  std::uint8_t trigger = 0;   // place in caption_triggers(); 0: none
  bool has_urgency = false;
  int first_week = 0;
  int last_week = 0;

  bool is_active(int week) const { return first_week <= week && week < last_week; }
};

std::span<const std::string_view> caption_triggers();  // the first is empty: no trigger

// `size` captions at any time: 35 % budget, 30 % mid, 20 % premium, 15 % bump (no luxury and no
// vip, so that quotas mean the same price for every policy). Each week the share `turnover`,
// chosen by chance, gives way to as many new ones of the same tier.
std::vector<SimulatedCaption> make_captions(int size, double turnover, int weeks,
                                            std::uint64_t seed);

// What a PPV of the tier costs; 0 for a bump (SPEC 9).
int tier_price(model::Tier tier);

}  // namespace eros::simulate
