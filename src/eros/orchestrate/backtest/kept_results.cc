#include "eros/orchestrate/backtest/kept_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "eros/base/error.h"
#include "eros/exports/files.h"

namespace eros::orchestrate::backtest {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

Json score_json(const model::ScoreSettings& score) {
  const auto& [sample, diversity, emv, budget, soft_pattern, premium, budget_segment] = score;
  return {sample, diversity, emv, budget, soft_pattern, premium, budget_segment};
}

// Every setting that can change a result. The bindings name all members there are, so that a new
// one does not compile until it is decided here whether it matters.
Json settings_json(const model::Settings& settings) {
  const auto& [lookback_days, policy, segment, score, learning, hierarchical, exploration, budget,
               plan, lock, store] = settings;
  static_cast<void>(store);  // how long a busy store is waited for
  const auto& [standard_from, premium_from, luxury_from] = segment;
  const auto& [learning_days, repeat_half_life] = learning;
  const auto& [hierarchical_score, draw, page_caption_draw] = hierarchical;
  const auto& [random_share] = exploration;
  const auto& [urgent, category, triggers] = budget;
  const auto& [price_rounds, beam_width] = plan;
  return {{"lookback_days", lookback_days},
          {"policy", policy},
          {"segment", {standard_from, premium_from, luxury_from}},
          {"score", score_json(score)},
          {"learning", {learning_days, repeat_half_life}},
          {"hierarchical", {score_json(hierarchical_score), draw, page_caption_draw}},
          {"exploration", {random_share}},
          {"budget", {urgent, category, triggers}},
          {"plan", {price_rounds, beam_width}},
          {"lock", model::to_string(lock.scope)}};
}

// Raised when the same request gives other results, or a result means something else.
constexpr int format = 2;

// Can it be what the request's arm would give?
bool is_whole(const ArmResult& result, const Request& request, std::uint64_t seed, const Arm& arm) {
  const auto weeks = static_cast<std::size_t>(request.weeks);
  return result.preset == request.preset.name && result.seed == seed && result.arm == arm.name &&
         result.pages.size() == static_cast<std::size_t>(request.pages) &&
         std::ranges::all_of(result.pages, [weeks](const PageResult& page) {
           return page.revenue.size() == weeks && page.emv.size() == weeks;
         });
}

}  // namespace

KeptResults::KeptResults(const Request& request) : request_(&request) {
  std::error_code error;
  fs::create_directories(*request.resume_folder, error);
  if (error) {
    throw base::Error(
        base::ErrorCode::failed,
        fmt::format("cannot make the folder '{}': {}", *request.resume_folder, error.message()),
        "choose another --resume");
  }
  exports::check_writable(fs::path(*request.resume_folder) / "result.json");
}

std::optional<ArmResult> KeptResults::find(std::uint64_t seed, const Arm& arm) const {
  std::ifstream file(path(seed, arm.name));
  if (!file) return std::nullopt;
  // Whatever else lies there is computed again.
  try {
    const auto json = Json::parse(file);
    if (json.at("circumstances") != circumstances(arm)) return std::nullopt;
    ArmResult result = arm_result(json.at("result"));
    if (is_whole(result, *request_, seed, arm)) return result;
  } catch (const Json::exception&) {
  }
  return std::nullopt;
}

void KeptResults::keep(const ArmResult& result, const Arm& arm) const {
  const nlohmann::ordered_json json = {{"circumstances", circumstances(arm)},
                                       {"result", to_json(result)}};
  exports::write_file_atomically(path(result.seed, arm.name), json.dump() + "\n");
}

fs::path KeptResults::path(std::uint64_t seed, const std::string& arm) const {
  return fs::path(*request_->resume_folder) /
         fmt::format("{}-seed-{}-{}.json", request_->preset.name, seed, arm);
}

// Presets differ by name; one made after a page, by what is known of the page.
std::string KeptResults::circumstances(const Arm& arm) const {
  const simulate::Ranges& ranges = request_->preset.ranges;
  return fmt::format(
      "{} pages of {} to {} people, {:.6f} look, {:.6f} buy, at {} h, elasticity {}; {} captions; "
      "{}+{} weeks from {}; {}; settings {}; format {}; version {}",
      request_->pages, ranges.audience.low, ranges.audience.high, ranges.view_rate.low,
      ranges.buy_rate.low, ranges.favourite_hour.low, ranges.elasticity.low, request_->captions,
      request_->history_weeks, request_->weeks, base::format_day(request_->first_day), arm.what,
      settings_json(arm_settings(arm, request_->settings)).dump(), format, EROS_VERSION);
}

}  // namespace eros::orchestrate::backtest
