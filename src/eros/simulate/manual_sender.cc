#include "eros/simulate/manual_sender.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "eros/base/random.h"
#include "eros/simulate/calibration.h"

namespace eros::simulate {
namespace {

using model::Tier;

constexpr std::int64_t first_minute = std::int64_t{8} * 60;
constexpr std::int64_t last_minute = std::int64_t{23} * 60 - 1;
constexpr std::int64_t least_gap = 75;
constexpr std::array<double, 3> habits = {11.0, 17.0, 20.0};  // hours

// Shares of budget, mid and premium.
std::array<double, 3> tier_shares(double elasticity) {
  if (elasticity > 1.17) return {0.60, 0.30, 0.10};
  if (elasticity > 0.83) return {0.30, 0.45, 0.25};
  return {0.15, 0.35, 0.50};
}

Tier draw_tier(const std::array<double, 3>& shares, double uniform) {
  if (uniform < shares[0]) return Tier::budget;
  return uniform < shares[0] + shares[1] ? Tier::mid : Tier::premium;
}

std::int64_t draw_minute(std::int64_t day, base::Draws& draws) {
  if (draws.uniform() < 0.5) {
    const double habit = habits[static_cast<std::size_t>(draws.uniform() * habits.size())];
    return day * 1'440 + static_cast<std::int64_t>(60.0 * (habit + 2.0 * draws.uniform() - 1.0));
  }
  return day * 1'440 + first_minute +
         static_cast<std::int64_t>(draws.uniform() * (last_minute - first_minute));
}

bool keeps_distance(const std::vector<Send>& sends, std::int64_t minute) {
  return std::ranges::none_of(
      sends, [minute](const Send& send) { return std::abs(send.minute - minute) < least_gap; });
}

// A caption of the tier that the week does not have yet. Weeks take turns with halves of the bank,
// so that none comes again within seven days.
std::uint32_t draw_caption(const World& world, Tier tier, int week, const std::vector<Send>& sends,
                           base::Draws& draws) {
  const auto size = static_cast<double>(world.captions.size());
  while (true) {
    const auto caption = static_cast<std::uint32_t>(draws.uniform() * size);
    const SimulatedCaption& of = world.captions[caption];
    if (of.tier != tier || !of.is_active(week) || (caption + week) % 2 != 0) continue;
    if (std::ranges::none_of(sends, [&](const Send& send) { return send.caption == caption; })) {
      return caption;
    }
  }
}

}  // namespace

std::vector<Send> manual_week(const World& world, const PageWorld& page, int week) {
  const base::RandomStream stream(world.request.seed,
                                  fmt::format("simulate|by hand {}", page.number));
  base::Draws draws = stream.at(static_cast<std::uint64_t>(week));
  const std::array<double, 3> shares = tier_shares(page.parameters.elasticity);
  const int ppvs = usual_ppvs(page.parameters.audience);
  const int all = ppvs + usual_bumps(page.parameters.audience);
  std::vector<Send> sends;
  for (int i = 0; i < all; ++i) {
    const std::int64_t day = week * 7 + (i * 7 / all);
    std::int64_t minute = draw_minute(day, draws);
    for (int tries = 0; tries < 50 && !keeps_distance(sends, minute); ++tries) {
      minute = draw_minute(day, draws);
    }
    if (!keeps_distance(sends, minute)) continue;
    const bool is_paid = (i + 1) * ppvs / all > i * ppvs / all;
    const Tier tier = is_paid ? draw_tier(shares, draws.uniform()) : Tier::bump;
    sends.push_back({minute, draw_caption(world, tier, week, sends, draws), tier_price(tier)});
  }
  std::ranges::sort(sends, {}, &Send::minute);
  return sends;
}

}  // namespace eros::simulate
