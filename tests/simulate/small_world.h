#pragma once
#include <algorithm>
#include <string_view>

#include "eros/simulate/audience.h"

namespace eros::simulate::tests {

inline WorldRequest request(std::string_view preset, int pages = 2, std::uint64_t seed = 1) {
  return {.preset = find_preset(preset),
          .pages = pages,
          .captions = 300,
          .weeks = 12,
          .first_day = *base::parse_day("2026-01-05"),
          .seed = seed};
}

// A world with one page of 20,000 people in which nothing happens by itself: no shocks, no
// over-dispersion, no turnover, no appeal, no wear. A test turns on what it is about.
inline World quiet_world() {
  WorldRequest of = request("equal-captions", 1);
  of.preset.ranges.audience = {20'000, 20'000};
  of.preset.ranges.daily_shock_sd = {0, 0};
  of.preset.ranges.bad_days = {0, 0};
  of.preset.ranges.holiday_factor = {1, 1};
  of.preset.ranges.send_overdispersion = {0, 0};
  of.preset.ranges.weekday_amplitude = {0, 0};
  of.preset.ranges.audience_turnover = {0, 0};
  of.preset.ranges.fatigue = {0, 0};
  of.preset.ranges.elasticity = {1, 1};
  of.preset.ranges.budget = {1e9, 1e9};
  of.preset.ranges.view_rate = {0.2, 0.2};
  of.preset.ranges.buy_rate = {0.03, 0.03};
  return make_world(of);
}

constexpr std::int64_t day = 1'440;
constexpr std::int64_t hour = 60;

// The first caption of a tier, then the next ones.
inline std::uint32_t caption_of(const World& world, model::Tier tier, int n = 0) {
  for (std::uint32_t i = 0; i < world.captions.size(); ++i) {
    if (world.captions[i].tier == tier && n-- == 0) return i;
  }
  return 0;
}

}  // namespace eros::simulate::tests
