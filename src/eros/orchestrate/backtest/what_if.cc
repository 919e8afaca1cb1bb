#include "eros/orchestrate/backtest/what_if.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "eros/base/error.h"
#include "eros/base/units.h"
#include "eros/orchestrate/weekly_revenue.h"

namespace eros::orchestrate::backtest {
namespace {

using simulate::Range;

constexpr std::int64_t least_messages = 20;

Range exactly(double value) { return {value, value}; }

void refuse_thin_history(const model::PageInputs& inputs) {
  const model::PageRollup& page = inputs.history.page;
  if (page.total.messages >= least_messages && page.total.purchased > 0) return;
  throw base::Error(
      base::ErrorCode::failed,
      fmt::format("the history of '{}' is too thin to simulate an audience like its own: {} "
                  "messages and {} purchases in the lookback",
                  inputs.page.page_name, page.total.messages, page.total.purchased),
      "try a page with more history, or a preset: eros backtest --preset thin");
}

void take_rates(const model::PageRollup& page, PageLikeness& like) {
  simulate::Ranges& ranges = like.preset.ranges;
  const double view_rate = std::min(
      0.9, base::safe_divide(page.total.unlock.sum, static_cast<double>(page.total.unlock.n))
               .value_or(0.0));
  const double buy_rate =
      static_cast<double>(page.total.purchased) / static_cast<double>(page.total.viewed);
  ranges.audience = exactly(static_cast<double>(std::max<std::int64_t>(page.max_sent, 50)));
  ranges.view_rate = exactly(view_rate);
  ranges.buy_rate = exactly(buy_rate);
  like.known.push_back(fmt::format(
      "{} people; {:.1f}% of them look at a message, {:.2f}% of those who look at a PPV buy",
      page.max_sent, 100.0 * view_rate, 100.0 * buy_rate));
}

std::optional<double> weekday_mean(const model::Report& report) {
  double sum = 0.0, sends = 0.0;
  for (const model::TimeWindow& window : report.time_window_optimization) {
    if (window.weekend || !window.avg_rpr) continue;
    sum += static_cast<double>(window.n) * *window.avg_rpr;
    sends += static_cast<double>(window.n);
  }
  return base::safe_divide(sum, sends);
}

// The report lists the best hour first. Only hours that stand out above the others count.
void take_hours(const model::Report& report, PageLikeness& like) {
  simulate::Ranges& ranges = like.preset.ranges;
  const std::optional<double> mean = weekday_mean(report);
  for (const model::TimeWindow& window : report.time_window_optimization) {
    if (!window.is_statistically_significant || window.weekend) continue;
    if (!(window.avg_rpr > mean)) continue;
    ranges.favourite_hour = exactly(window.hour + 0.5);
    like.known.push_back(fmt::format("the best hours lie around {}:00 on weekdays", window.hour));
    return;
  }
  like.assumed.push_back(
      "best hours somewhere between 18 and 22 h: no hour of the history stands out above the "
      "others");
}

void take_segment(const model::Report& report, PageLikeness& like) {
  Range& elasticity = like.preset.ranges.elasticity;
  const model::Segment segment = report.behavioral_segment.segment_label;
  if (segment == model::Segment::exploratory) {
    like.assumed.push_back("how much people mind the price: the history is too short to tell");
  } else {
    like.known.push_back(
        fmt::format("people mind the price as in {} audiences", model::to_string(segment)));
  }
  switch (segment) {
    case model::Segment::budget:
      elasticity = {1.17, 1.5};
      break;
    case model::Segment::standard:
      elasticity = {0.83, 1.17};
      break;
    case model::Segment::premium:
    case model::Segment::luxury:
      elasticity = {0.5, 0.83};
      break;
    case model::Segment::exploratory:
      break;
  }
}

int weeks_of_history(const model::PageHistory& history) {
  if (history.days.size() < 2) return 1;
  const auto days = (history.days.back().day - history.days.front().day).count();
  return static_cast<int>(std::clamp<long>(days / 7, 1, 13));
}

}  // namespace

PageLikeness likeness(const model::PageInputs& inputs, const model::Report& report) {
  refuse_thin_history(inputs);
  PageLikeness like;
  like.page_name = inputs.page.page_name;
  like.preset = simulate::find_preset("mixed");
  like.preset.name = "like your page";
  take_rates(inputs.history.page, like);
  take_hours(report, like);
  take_segment(report, like);
  like.history_weeks = weeks_of_history(inputs.history);
  like.revenue_a_week =
      orchestrate::revenue_a_week(inputs, report.metadata.as_of, report.metadata.lookback_days);
  like.assumed.insert(
      like.assumed.end(),
      {"how much captions differ, how much of that holds on every page, how fast messages tire "
       "people and repeats wear out: a different guess in every agency, over the ranges of "
       "docs/proof.md",
       "captions and the other pages are made up; yours may differ more or less",
       "people look, choose and pay as the simulator's do; nothing outside messages happens"});
  return like;
}

}  // namespace eros::orchestrate::backtest
