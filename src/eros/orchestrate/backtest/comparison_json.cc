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

}  // namespace

Json to_json(const Comparison& comparison) {
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
  return {{"preset", comparison.preset},
          {"seeds", comparison.seeds},
          {"pages", comparison.pages},
          {"weeks", comparison.weeks},
          {"arms", arms}};
}

}  // namespace eros::orchestrate::backtest
