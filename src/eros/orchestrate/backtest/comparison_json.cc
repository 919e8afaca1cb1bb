#include "eros/orchestrate/backtest/comparison_json.h"

#include <nlohmann/json.hpp>

namespace eros::orchestrate::backtest {
namespace {

using Json = nlohmann::ordered_json;

Json value(const std::optional<double>& of) { return of ? Json(*of) : Json(nullptr); }

Json lower(const std::optional<model::Interval>& of) {
  return of ? Json(of->lower) : Json(nullptr);
}
Json upper(const std::optional<model::Interval>& of) {
  return of ? Json(of->upper) : Json(nullptr);
}

Json value(const Amount& of) {
  return {{"mean", of.mean}, {"lower", lower(of.interval)}, {"upper", upper(of.interval)}};
}

Json value(const std::optional<Uplift>& of) {
  if (!of) return nullptr;
  return {{"mean", of->mean},
          {"of_seeds", of->of_seeds},
          {"standard_error", value(of->standard_error)},
          {"lower", lower(of->interval)},
          {"upper", upper(of->interval)}};
}

Json values(const std::vector<std::optional<double>>& all) {
  Json list = Json::array();
  for (const auto& of : all) list.push_back(value(of));
  return list;
}

// What a seed drew of its preset's ranges.
Json value(const simulate::WorldParameters& world, std::uint64_t seed) {
  return {{"seed", seed},
          {"appeal_sd", world.appeal_sd},
          {"shared_share", world.shared_share},
          {"cell_share", world.cell_share},
          {"lure_share", world.lure_share},
          {"novelty", world.novelty},
          {"novelty_half_life", world.novelty_half_life},
          {"fatigue", world.fatigue},
          {"fatigue_half_life", world.fatigue_half_life},
          {"drift_half_life", world.drift_half_life},
          {"caption_turnover", world.caption_turnover},
          {"daily_shock_sd", world.daily_shock_sd},
          {"daily_shock_ar1", world.daily_shock_ar1},
          {"bad_days", world.bad_days},
          {"bad_day_factor", world.bad_day_factor},
          {"send_overdispersion", world.send_overdispersion}};
}

}  // namespace

Json to_json(const Comparison& comparison, const simulate::Ranges& ranges) {
  Json worlds = Json::array();
  for (const std::uint64_t seed : comparison.seeds) {
    worlds.push_back(value(simulate::draw_world(ranges, seed), seed));
  }
  Json arms = Json::array();
  for (const ArmSummary& arm : comparison.arms) {
    arms.push_back({{"arm", arm.arm},
                    {"revenue", value(arm.revenue)},
                    {"emv", value(arm.emv)},
                    {"ppvs_a_week", arm.ppvs_a_week},
                    {"bumps_a_week", arm.bumps_a_week},
                    {"saturation", value(arm.saturation)},
                    {"fatigue", value(arm.fatigue)},
                    {"variety", arm.variety},
                    {"exploration", arm.exploration},
                    {"revenue_over_random", value(arm.revenue_over_random)},
                    {"emv_over_random", value(arm.emv_over_random)},
                    {"revenue_over_original", value(arm.revenue_over_original)},
                    {"emv_over_original", value(arm.emv_over_original)},
                    {"share_of_oracle", value(arm.share_of_oracle)},
                    {"weekly_revenue_uplift", values(arm.weekly_revenue_uplift)}});
  }
  return {{"preset", comparison.preset}, {"seeds", comparison.seeds}, {"pages", comparison.pages},
          {"weeks", comparison.weeks},   {"worlds", worlds},          {"arms", arms}};
}

}  // namespace eros::orchestrate::backtest
