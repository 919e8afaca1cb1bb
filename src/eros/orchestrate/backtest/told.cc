#include "eros/orchestrate/backtest/told.h"

#include <fmt/format.h>

#include <algorithm>

#include "eros/base/random.h"
#include "eros/simulate/expected_response.h"

namespace eros::orchestrate::backtest {
namespace {

// So much evidence that no prior moves it.
constexpr double certain = 1e12;
constexpr std::int64_t many_messages = 1'000'000;

void set_hour(std::vector<model::HourRollup>& hours, bool weekend, int hour, double value) {
  model::HourRollup of{.weekend = weekend, .hour = hour, .rollup = {}};
  of.rollup.rpr = {.n = many_messages,
                   .sum = value * static_cast<double>(many_messages),
                   .sum_squares = value * value * static_cast<double>(many_messages)};
  hours.push_back(of);
}

template <class Value>
std::vector<model::HourRollup> told_hours(Value value) {
  std::vector<model::HourRollup> hours;
  for (const bool weekend : {false, true}) {
    for (int hour = 0; hour < 24; ++hour) set_hour(hours, weekend, hour, value(weekend, hour));
  }
  return hours;
}

void tell_hours_by_chance(const base::RandomStream& stream, int week, model::PageInputs& inputs) {
  base::Draws draws = stream.at(static_cast<std::uint64_t>(week));
  inputs.history.hours = told_hours([&draws](bool, int) { return 0.5 + draws.uniform(); });
}

void tell_raw_means(model::PageInputs& inputs) {
  for (model::HourRollup& hour : inputs.history.hours) {
    model::Moments& rpr = hour.rollup.rpr;
    if (rpr.n == 0) continue;
    rpr.n *= many_messages;
    rpr.sum *= static_cast<double>(many_messages);
    rpr.sum_squares *= static_cast<double>(many_messages);
  }
}

// What a caption is expected to bring, over the best one's, as a rate that is known for certain.
void tell_the_truth(const simulate::ExpectedResponse& expected, const model::CaptionBank& bank,
                    int week, simulate::Known known, model::PageInputs& inputs) {
  inputs.caption_stats.clear();
  double best = 0.0;
  for (model::CaptionBank::Row row = 0; row < bank.size(); ++row) {
    if (bank.tier[row] == model::Tier::bump || bank.is_active[row] == 0) continue;
    const auto caption = static_cast<std::uint32_t>(base::number(bank.id[row]) - 1);
    const double value =
        expected.purchase(caption, week, known) * simulate::tier_price(bank.tier[row]);
    best = std::max(best, value);
    inputs.caption_stats.push_back({.caption_id = bank.id[row], .successes = value});
  }
  for (model::CaptionStats& stats : inputs.caption_stats) {
    const double rate = best > 0.0 ? 0.99 * stats.successes / best : 0.5;
    stats.successes = rate * certain;
    stats.failures = (1.0 - rate) * certain;
    stats.confidence_lower_bound = stats.confidence_upper_bound = rate;
  }
}

}  // namespace

void tell(const Arm& arm, const model::CaptionBank& bank, const simulate::Audience& audience,
          int week, std::uint64_t seed, model::PageInputs& inputs) {
  if (arm.captions == Captions::by_chance) inputs.caption_stats.clear();
  // What was learned of hours goes before what the history says of them.
  if (arm.hours != Hours::by_analysis) inputs.history.learned_hours.clear();
  if (arm.hours == Hours::by_raw_means) tell_raw_means(inputs);
  if (arm.hours == Hours::by_chance) {
    tell_hours_by_chance(
        base::RandomStream(seed, fmt::format("backtest|hours|{}", inputs.page.page_name)), week,
        inputs);
  }
  const bool is_told_captions =
      arm.captions == Captions::by_truth || arm.captions == Captions::by_pooled_truth;
  if (!is_told_captions && arm.hours != Hours::by_truth) return;
  const simulate::ExpectedResponse expected(audience);
  if (is_told_captions) {
    const auto known =
        arm.captions == Captions::by_truth ? simulate::Known::all : simulate::Known::pooled;
    tell_the_truth(expected, bank, week, known, inputs);
  }
  if (arm.hours == Hours::by_truth) {
    inputs.history.hours =
        told_hours([&expected](bool weekend, int hour) { return expected.hour(weekend, hour); });
  }
}

}  // namespace eros::orchestrate::backtest
