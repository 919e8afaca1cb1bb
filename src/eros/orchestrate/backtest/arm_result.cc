#include "eros/orchestrate/backtest/arm_result.h"

#include <nlohmann/json.hpp>

namespace eros::orchestrate::backtest {

using Json = nlohmann::ordered_json;

namespace {

Json value(const std::optional<double>& of) { return of ? Json(*of) : Json(nullptr); }

std::optional<double> optional_value(const Json& json) {
  return json.is_null() ? std::nullopt : std::optional(json.get<double>());
}

}  // namespace

Json to_json(const ArmResult& result) {
  Json pages = Json::array();
  for (const PageResult& page : result.pages) {
    pages.push_back({{"page_name", page.page_name},
                     {"revenue", page.revenue},
                     {"emv", page.emv},
                     {"ppvs", page.ppvs},
                     {"bumps", page.bumps},
                     {"sent", page.sent},
                     {"viewed", page.viewed},
                     {"purchased", page.purchased},
                     {"captions", page.captions},
                     {"explored", page.explored},
                     {"saturation", value(page.saturation)},
                     {"fatigue", value(page.fatigue)}});
  }
  return {{"preset", result.preset}, {"seed", result.seed}, {"arm", result.arm}, {"pages", pages}};
}

ArmResult arm_result(const Json& json) {
  ArmResult result{json.at("preset"), json.at("seed"), json.at("arm"), {}};
  for (const Json& page : json.at("pages")) {
    result.pages.push_back({.page_name = page.at("page_name"),
                            .revenue = page.at("revenue"),
                            .emv = page.at("emv"),
                            .ppvs = page.at("ppvs"),
                            .bumps = page.at("bumps"),
                            .sent = page.at("sent"),
                            .viewed = page.at("viewed"),
                            .purchased = page.at("purchased"),
                            .captions = page.at("captions"),
                            .explored = page.at("explored"),
                            .saturation = optional_value(page.at("saturation")),
                            .fatigue = optional_value(page.at("fatigue"))});
  }
  return result;
}

}  // namespace eros::orchestrate::backtest
