#include "eros/orchestrate/backtest/kept_results.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "eros/base/error.h"
#include "eros/exports/files.h"

namespace eros::orchestrate::backtest {

namespace fs = std::filesystem;

KeptResults::KeptResults(const Request& request) : request_(&request) {
  std::error_code error;
  fs::create_directories(*request.resume_folder, error);
  if (error) {
    throw base::Error(
        base::ErrorCode::failed,
        fmt::format("cannot make the folder '{}': {}", *request.resume_folder, error.message()),
        "choose another --resume");
  }
}

std::optional<ArmResult> KeptResults::find(std::uint64_t seed, const Arm& arm) const {
  std::ifstream file(path(seed, arm.name));
  if (!file) return std::nullopt;
  const auto json = nlohmann::ordered_json::parse(file, nullptr, false);
  if (json.is_discarded() || json.value("circumstances", "") != circumstances(arm)) {
    return std::nullopt;
  }
  return arm_result(json.at("result"));
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
      "{}+{} weeks from {}; {}; locks by {}; version {}",
      request_->pages, ranges.audience.low, ranges.audience.high, ranges.view_rate.low,
      ranges.buy_rate.low, ranges.favourite_hour.low, ranges.elasticity.low, request_->captions,
      request_->history_weeks, request_->weeks, base::format_day(request_->first_day), arm.what,
      model::to_string(request_->settings.lock.scope), EROS_VERSION);
}

}  // namespace eros::orchestrate::backtest
