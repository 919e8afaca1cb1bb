#include "eros/cli/settings_file.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <filesystem>
#include <functional>
#include <map>

#include "eros/base/error.h"

namespace eros::cli {
namespace {

using base::Error;
using base::ErrorCode;

[[noreturn]] void refuse(const std::string& key, const toml::node& node, const std::string& why) {
  throw Error(ErrorCode::usage,
              fmt::format("setting '{}' in line {}: {}", key, node.source().begin.line, why),
              "docs/cli.md lists every setting");
}

// Reads one value into the settings; the key is its dotted path.
using Reader = std::function<void(const std::string& key, const toml::node&)>;

Reader number_into(double& target, double least, double most) {
  return [&target, least, most](const std::string& key, const toml::node& node) {
    const auto value = node.value<double>();
    if (!value) refuse(key, node, "a number is expected");
    if (!(*value >= least && *value <= most))
      refuse(key, node, fmt::format("{} is not between {} and {}", *value, least, most));
    target = *value;
  };
}

Reader count_into(int& target, int least, int most) {
  return [&target, least, most](const std::string& key, const toml::node& node) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value) refuse(key, node, "a whole number is expected");
    if (*value < least || *value > most)
      refuse(key, node, fmt::format("{} is not between {} and {}", *value, least, most));
    target = static_cast<int>(*value);
  };
}

Reader text_into(std::string& target) {
  return [&target](const std::string& key, const toml::node& node) {
    const auto value = node.value_exact<std::string>();
    if (!value) refuse(key, node, "a text in quotes is expected");
    target = *value;
  };
}

Reader lock_scope_into(model::LockScope& target) {
  return [&target](const std::string& key, const toml::node& node) {
    const auto text = node.value_exact<std::string>();
    const auto scope = text ? model::parse_lock_scope(*text) : std::nullopt;
    if (!scope) refuse(key, node, "'agency' or 'page' is expected");
    target = *scope;
  };
}

std::map<std::string, Reader> readers(model::Settings& s) {
  return {
      {"lookback_days", count_into(s.lookback_days, 1, 3650)},
      {"policy", text_into(s.policy)},
      {"segment.standard_from", number_into(s.segment.standard_from, 0, 1e9)},
      {"segment.premium_from", number_into(s.segment.premium_from, 0, 1e9)},
      {"segment.luxury_from", number_into(s.segment.luxury_from, 0, 1e9)},
      {"score.sample_weight", number_into(s.score.sample_weight, 0.01, 10)},
      {"score.diversity_weight", number_into(s.score.diversity_weight, 0, 10)},
      {"score.emv_weight", number_into(s.score.emv_weight, 0, 10)},
      {"score.budget_weight", number_into(s.score.budget_weight, 0, 10)},
      {"score.soft_pattern_penalty", number_into(s.score.soft_pattern_penalty, -10, 0)},
      {"score.premium_segment_multiplier",
       number_into(s.score.premium_segment_multiplier, 0.1, 10)},
      {"score.budget_segment_multiplier", number_into(s.score.budget_segment_multiplier, 0.1, 10)},
      {"learning.lookback_days", count_into(s.learning.lookback_days, 30, 3650)},
      {"learning.repeat_half_life_days", number_into(s.learning.repeat_half_life_days, 1, 3650)},
      {"exploration.random_share", number_into(s.exploration.random_share, 0, 1)},
      {"hierarchical.sample_weight", number_into(s.hierarchical.score.sample_weight, 0.01, 10)},
      {"hierarchical.diversity_weight", number_into(s.hierarchical.score.diversity_weight, 0, 10)},
      {"hierarchical.budget_weight", number_into(s.hierarchical.score.budget_weight, 0, 10)},
      {"hierarchical.soft_pattern_penalty",
       number_into(s.hierarchical.score.soft_pattern_penalty, -10, 0)},
      {"hierarchical.draw", number_into(s.hierarchical.draw, 0, 1)},
      {"hierarchical.page_caption_draw", number_into(s.hierarchical.page_caption_draw, 0, 1)},
      {"plan.price_rounds", count_into(s.plan.price_rounds, 0, 10'000)},
      {"plan.beam_width", count_into(s.plan.beam_width, 1, 10'000)},
      {"budget.urgent", count_into(s.budget.urgent, 0, 1000)},
      {"budget.category", count_into(s.budget.category, 1, 1000)},
      {"lock.scope", lock_scope_into(s.lock.scope)},
      {"lock.swept_warning", count_into(s.lock.swept_warning, 1, 1'000'000'000)},
      {"lock.active_warning", count_into(s.lock.active_warning, 1, 1'000'000'000)},
      {"lock.active_critical", count_into(s.lock.active_critical, 1, 1'000'000'000)},
      {"store.busy_wait_seconds", count_into(s.store.busy_wait_seconds, 0, 86'400)},
  };
}

void read_table(const toml::table& table, const std::string& prefix,
                const std::map<std::string, Reader>& known, model::Settings& settings) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string(name.str());
    if (prefix == "budget.triggers.") {
      count_into(settings.budget.triggers[std::string(name.str())], 0, 1000)(key, node);
    } else if (const auto reader = known.find(key); reader != known.end()) {
      reader->second(key, node);
    } else if (node.is_table()) {
      read_table(*node.as_table(), key + ".", known, settings);
    } else {
      refuse(key, node, "there is no such setting");
    }
  }
}

}  // namespace

model::Settings read_settings(const std::string& path) {
  // A folder reads as an empty file.
  if (std::filesystem::is_directory(path)) {
    throw Error(ErrorCode::usage, fmt::format("the settings file '{}' is a folder", path),
                "name the file in it with --config");
  }
  model::Settings settings;
  try {
    const toml::table table = toml::parse_file(path);
    read_table(table, "", readers(settings), settings);
  } catch (const toml::parse_error& error) {
    if (error.source().begin.line == 0)  // it was not read at all
      throw Error(ErrorCode::usage, fmt::format("the settings file '{}' cannot be read", path),
                  "check the path given with --config");
    throw Error(ErrorCode::usage,
                fmt::format("{}: line {}: {}", path, error.source().begin.line,
                            std::string(error.description())),
                "the settings file is TOML; docs/cli.md has an example");
  }
  const auto& segment = settings.segment;
  if (!(segment.standard_from <= segment.premium_from &&
        segment.premium_from <= segment.luxury_from)) {
    throw Error(ErrorCode::usage, path + ": segment thresholds must rise from standard to luxury");
  }
  return settings;
}

}  // namespace eros::cli
