#pragma once
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace eros::orchestrate::backtest {

// What one arm earned on one page in one world.
struct PageResult {
  std::string page_name;
  std::vector<double> revenue;  // by week of the test, by when the message was sent
  std::vector<double> emv;      // sum over the week's PPVs
  std::int64_t ppvs = 0;
  std::int64_t bumps = 0;
  double sent = 0.0;  // over PPVs, as are the next two
  double viewed = 0.0;
  double purchased = 0.0;
  std::int64_t captions = 0;  // different ones among the PPVs
  std::int64_t explored = 0;  // PPVs of captions hardly sent before their week, by any page
  // Means over the weeks in which they were read, every fourth; nothing in a shorter test.
  std::optional<double> saturation;  // the analysis's score, 0 to 1
  std::optional<double> fatigue;     // contacts that still tire a fan when a week ends
};

struct ArmResult {
  std::string preset;
  std::uint64_t seed = 0;
  std::string arm;
  std::vector<PageResult> pages;  // in the order of the world
};

nlohmann::ordered_json to_json(const ArmResult& result);
ArmResult arm_result(const nlohmann::ordered_json& json);  // throws what the JSON library throws

}  // namespace eros::orchestrate::backtest
