#include "eros/analysis/trends.h"

#include <string>

#include "eros/analysis/comparison.h"
#include "eros/analysis/moments.h"
#include "eros/base/units.h"

namespace eros::analysis {
namespace {

std::optional<double> conversion_rate(const model::Rollup& rollup) {
  return base::safe_divide(static_cast<double>(rollup.purchased),
                           static_cast<double>(rollup.viewed));
}

std::string direction_word(Trend trend) {
  switch (trend) {
    case Trend::declining:
      return "declining";
    case Trend::stable:
      return "stable";
    case Trend::rising:
      return "rising";
  }
  return {};
}

model::WeekTrend week_trend(base::LocalDay monday, std::span<const model::DayRollup> days) {
  model::Rollup sum;
  for (const auto& day : days) {
    const model::Rollup& rollup = day.rollup;
    sum.messages += rollup.messages;
    sum.viewed += rollup.viewed;
    sum.purchased += rollup.purchased;
    add(sum.emv, rollup.emv);
    add(sum.unlock, rollup.unlock);
  }
  model::WeekTrend week;
  week.week_start = monday;
  week.messages = sum.messages;
  week.avg_emv = mean(sum.emv);
  week.avg_conversion_rate = conversion_rate(sum);
  week.unlock_rate = mean(sum.unlock);
  return week;
}

base::LocalDay monday_of(base::LocalDay day) {
  return day - base::days{base::iso_weekday(day) - 1};
}

}  // namespace

model::PerformanceTrends performance_trends(const model::Rollup& total,
                                            std::span<const model::DayRollup> days) {
  model::PerformanceTrends trends;
  trends.avg_emv = mean(total.emv);
  trends.avg_conversion_rate = conversion_rate(total);
  trends.unlock_rate = mean(total.unlock);
  trends.trend_direction =
      direction_word(trend_of(lift_pct(mean(total.rpr_recent), mean(total.rpr_prior))));
  for (std::size_t begin = 0; begin < days.size();) {
    const base::LocalDay monday = monday_of(days[begin].day);
    std::size_t end = begin + 1;
    while (end < days.size() && monday_of(days[end].day) == monday) ++end;
    trends.weeks.push_back(week_trend(monday, days.subspan(begin, end - begin)));
    begin = end;
  }
  return trends;
}

}  // namespace eros::analysis
