#include "eros/analysis/saturation.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "eros/analysis/comparison.h"
#include "eros/analysis/moments.h"
#include "eros/analysis/platform.h"
#include "eros/analysis/weekday_baseline.h"
#include "eros/base/units.h"

namespace eros::analysis {

using model::RiskLevel;

namespace {

// Why a day is left out.
enum class Exclusion { none, holiday, platform };

// The page's last 90 days as the score sees them.
class Calendar {
 public:
  Calendar(std::span<const base::Holiday> holidays, std::span<const base::LocalDay> bad_days)
      : holidays_(major_holidays(holidays)), bad_days_(bad_days) {}
  Exclusion exclusion(base::LocalDay day) const {
    if (std::binary_search(holidays_.begin(), holidays_.end(), day)) return Exclusion::holiday;
    if (std::binary_search(bad_days_.begin(), bad_days_.end(), day)) return Exclusion::platform;
    return Exclusion::none;
  }

 private:
  std::vector<base::LocalDay> holidays_;
  std::span<const base::LocalDay> bad_days_;
};

struct Baselines {
  WeekdayBaseline unlock;
  WeekdayBaseline emv;
};

Baselines baselines(std::span<const model::DayRollup> days, const Calendar& calendar,
                    base::LocalDay today) {
  Baselines result;
  for (const auto& [day, rollup, revenue] : days) {
    if (!in_baseline(days_before(today, day)) || calendar.exclusion(day) != Exclusion::none)
      continue;
    if (const auto unlock = mean(rollup.unlock)) result.unlock.add(day, *unlock);
    if (const auto emv = mean(rollup.emv)) result.emv.add(day, *emv);
  }
  result.unlock.sort();
  result.emv.sort();
  return result;
}

// A day's figure against its baseline, as a share of it; nothing without both.
std::optional<double> deviation(const std::optional<double>& figure,
                                const std::optional<double>& baseline) {
  if (!figure || !baseline) return std::nullopt;
  const auto ratio = base::safe_divide(*figure, *baseline);
  if (!ratio) return std::nullopt;
  return *ratio - 1.0;
}

std::optional<double> settled_mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (double value : values) sum += value;
  const auto result = base::safe_divide(sum, static_cast<double>(values.size()));
  if (!result) return std::nullopt;
  return settled(*result);
}

// What the seven days say.
struct Week {
  std::vector<double> unlock_deviations;
  std::vector<double> emv_deviations;  // one for each usable day
  std::vector<double> emv_distances;   // |z|, of the usable days whose baseline varies
  std::int64_t messages = 0;           // on excluded days, too
  int run = 0;                         // usable days under 80 % of baseline, ending on the last
  int holidays = 0;
  int platform_days = 0;
  int excluded() const { return holidays + platform_days; }
};

Week read_week(std::span<const model::DayRollup> days, const Calendar& calendar,
               const Baselines& expected, base::LocalDay today) {
  Week week;
  for (int age = recent_days; age >= 1; --age) {
    switch (calendar.exclusion(today - base::days{age})) {
      case Exclusion::holiday:
        ++week.holidays;
        break;
      case Exclusion::platform:
        ++week.platform_days;
        break;
      case Exclusion::none:
        break;
    }
  }
  for (const auto& [day, rollup, revenue] : days) {
    const int age = days_before(today, day);
    if (age < 1 || age > recent_days) continue;
    week.messages += rollup.messages;
    if (calendar.exclusion(day) != Exclusion::none) continue;
    if (const auto below = deviation(mean(rollup.unlock), expected.unlock.median(day))) {
      week.unlock_deviations.push_back(*below);
    }
    const auto emv = mean(rollup.emv);
    const auto usual = expected.emv.median(day);
    const auto below = deviation(emv, usual);
    if (!below) continue;
    week.emv_deviations.push_back(*below);
    week.run = settled(*below) < -0.20 ? week.run + 1 : 0;
    if (const auto spread = expected.emv.spread(day)) {
      week.emv_distances.push_back(std::abs(*emv - *usual) / *spread);
    }
  }
  return week;
}

// Sends a day over the last seven days, over those of the baseline. The baseline begins with the
// page's first message, so that a young page is not taken for a busy one.
std::optional<double> frequency_trend(std::span<const model::DayRollup> days,
                                      const Calendar& calendar, base::LocalDay today) {
  double sends[2] = {};   // baseline, recent
  double length[2] = {};  // days, with and without messages
  int first_age = 0;
  for (const auto& [day, rollup, revenue] : days) {
    const int age = days_before(today, day);
    if (age < 1 || age > oldest_baseline_day) continue;
    first_age = std::max(first_age, age);
    if (calendar.exclusion(day) != Exclusion::none) continue;
    sends[age <= recent_days ? 1 : 0] += static_cast<double>(rollup.messages);
  }
  for (int age = 1; age <= std::max(first_age, recent_days); ++age) {
    if (calendar.exclusion(today - base::days{age}) != Exclusion::none) continue;
    length[age <= recent_days ? 1 : 0] += 1.0;
  }
  const auto usual = base::safe_divide(sends[0], length[0]);
  const auto recent = base::safe_divide(sends[1], length[1]);
  if (!usual || !recent) return std::nullopt;
  const auto trend = base::safe_divide(*recent, *usual);
  if (!trend) return std::nullopt;
  return settled(*trend);
}

// In seventieths, so that the comparison with one half is exact.
int confidence_seventieths(const Week& week) {
  const auto usable = static_cast<int>(week.emv_deviations.size());
  const double distance = settled_mean(week.emv_distances).value_or(0.0);
  const int strength = distance >= 2.0 ? 3 : distance >= 1.5 ? 2 : distance >= 1.0 ? 1 : 0;
  return 4 * usable + 3 * (recent_days - week.platform_days) + 7 * strength;
}

}  // namespace

int unlock_points(double mean_deviation) {
  const double figure = settled(mean_deviation);
  return figure < -0.30 ? 40 : figure < -0.15 ? 25 : figure < -0.05 ? 15 : 0;
}

int emv_points(double mean_deviation) {
  const double figure = settled(mean_deviation);
  return figure < -0.40 ? 40 : figure < -0.20 ? 25 : figure < -0.10 ? 15 : 0;
}

int run_points(int days_in_a_row) { return days_in_a_row >= 3 ? 20 : days_in_a_row == 2 ? 10 : 0; }

RiskLevel risk_level(int score_hundredths) {
  if (score_hundredths < 15) return RiskLevel::healthy;
  if (score_hundredths < 30) return RiskLevel::low;
  if (score_hundredths < 50) return RiskLevel::moderate;
  if (score_hundredths < 70) return RiskLevel::high;
  return RiskLevel::critical;
}

double volume_adjustment_factor(RiskLevel level) {
  switch (level) {
    case RiskLevel::healthy:
    case RiskLevel::low:
      return 1.0;
    case RiskLevel::moderate:
      return 0.9;
    case RiskLevel::high:
      return 0.75;
    case RiskLevel::critical:
      return 0.6;
  }
  return 1.0;
}

model::Saturation saturation(std::span<const model::DayRollup> days,
                             std::span<const base::Holiday> holidays,
                             std::span<const base::LocalDay> platform_bad_days,
                             base::LocalDay today) {
  const Calendar calendar(holidays, platform_bad_days);
  const Week week = read_week(days, calendar, baselines(days, calendar, today), today);

  model::Saturation result;
  result.unlock_rate_deviation = settled_mean(week.unlock_deviations);
  result.emv_deviation = settled_mean(week.emv_deviations);
  result.consecutive_underperform_days = week.run;
  result.recent_messages = week.messages;
  result.frequency_trend = frequency_trend(days, calendar, today);
  const int confidence = confidence_seventieths(week);
  result.confidence_score = confidence / 70.0;

  int score = run_points(week.run);
  if (result.unlock_rate_deviation) score += unlock_points(*result.unlock_rate_deviation);
  if (result.emv_deviation) score += emv_points(*result.emv_deviation);
  if (result.frequency_trend && *result.frequency_trend > 1.5 && result.emv_deviation &&
      *result.emv_deviation < -0.10) {
    score += 10;
  }
  score = std::min(score, 100);
  if (confidence < 35) score /= 2;
  if (week.excluded() >= 3) {
    score = 0;
    result.exclusion_reason = week.platform_days > week.holidays ? "PLATFORM" : "HOLIDAY";
  }

  result.score_hundredths = score;
  result.risk_level = risk_level(score);
  result.volume_adjustment_factor = volume_adjustment_factor(result.risk_level);
  return result;
}

}  // namespace eros::analysis
