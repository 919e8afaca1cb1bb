#include "eros/simulate/parameters.h"

#include <cmath>

#include "eros/base/random.h"

namespace eros::simulate {
namespace {

double log_uniform(const Range& range, double uniform) {
  return range.low * std::pow(range.high / range.low, uniform);
}

}  // namespace

WorldParameters draw_world(const Ranges& ranges, std::uint64_t seed) {
  base::Draws draws = base::RandomStream(seed, "simulate|world").at(0);
  const auto draw = [&draws](const Range& range) { return range.at(draws.uniform()); };
  WorldParameters world{};
  world.appeal_sd = draw(ranges.appeal_sd);
  world.shared_share = draw(ranges.shared_share);
  world.cell_share = draw(ranges.cell_share);
  world.lure_share = draw(ranges.lure_share);
  world.novelty = draw(ranges.novelty);
  world.novelty_half_life = draw(ranges.novelty_half_life);
  world.fatigue = draw(ranges.fatigue);
  world.fatigue_half_life = draw(ranges.fatigue_half_life);
  world.drift_half_life = draw(ranges.drift_half_life);
  world.caption_turnover = draw(ranges.caption_turnover);
  world.daily_shock_sd = draw(ranges.daily_shock_sd);
  world.daily_shock_ar1 = draw(ranges.daily_shock_ar1);
  world.bad_days = draw(ranges.bad_days);
  world.bad_day_factor = draw(ranges.bad_day_factor);
  world.send_overdispersion = draw(ranges.send_overdispersion);
  return world;
}

PageParameters draw_page(const Ranges& ranges, std::uint64_t seed, std::uint32_t page) {
  base::Draws draws = base::RandomStream(seed, "simulate|page").at(page);
  const auto draw = [&draws](const Range& range) { return range.at(draws.uniform()); };
  PageParameters of{};
  of.audience = std::llround(log_uniform(ranges.audience, draws.uniform()));
  of.view_rate = draw(ranges.view_rate);
  of.buy_rate = log_uniform(ranges.buy_rate, draws.uniform());
  of.hour_peak = ranges.is_flat_by_hour ? 1.0 : draw(ranges.hour_peak);
  of.hour_trough = ranges.is_flat_by_hour ? 1.0 : draw(ranges.hour_trough);
  of.weekday_amplitude = draw(ranges.weekday_amplitude) * (draws.uniform() < 0.5 ? -1.0 : 1.0);
  of.visits_a_day = draw(ranges.visits_a_day);
  of.other_messages_a_day = draw(ranges.other_messages_a_day);
  of.attention = draw(ranges.attention);
  of.opening_sd = draw(ranges.opening_sd);
  of.spend_sd = draw(ranges.spend_sd);
  of.taste_sd = draw(ranges.taste_sd);
  of.elasticity = draw(ranges.elasticity);
  of.budget = draw(ranges.budget);
  of.budget_half_life = draw(ranges.budget_half_life);
  of.audience_turnover = draw(ranges.audience_turnover);
  of.favourite_hour = draw(ranges.favourite_hour);
  of.weekend_shift = draw(ranges.weekend_shift);
  return of;
}

}  // namespace eros::simulate
