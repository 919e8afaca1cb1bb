#pragma once
#include <array>
#include <optional>
#include <vector>

#include "eros/base/calendar.h"

namespace eros::analysis {

// Days before today, in local days: 1 is yesterday.
inline constexpr int recent_days = 7;           // 1 to 7 are judged
inline constexpr int oldest_baseline_day = 90;  // 8 to 90 are what they are judged by

inline int days_before(base::LocalDay today, base::LocalDay day) {
  return static_cast<int>((today - day).count());
}

// Is a day of this age one of those that others are judged by?
inline bool in_baseline(int age) { return age > recent_days && age <= oldest_baseline_day; }

// One figure of a page's baseline days, by weekday, for judging a day by others of its weekday.
class WeekdayBaseline {
 public:
  // Every add comes before the first question.
  void add(base::LocalDay day, double value) { of(day).push_back(value); }
  void clear();
  void sort();

  // Median over the baseline days with the weekday of `day`; nothing if there are none.
  std::optional<double> median(base::LocalDay day) const;
  // The same without one day that has this weekday and this value, which must have been added.
  std::optional<double> median_without(base::LocalDay day, double value) const;
  // Sample standard deviation over those days; nothing for fewer than two, or if all are equal.
  std::optional<double> spread(base::LocalDay day) const;

 private:
  std::vector<double>& of(base::LocalDay day) { return by_weekday_[base::iso_weekday(day) - 1]; }
  const std::vector<double>& of(base::LocalDay day) const {
    return by_weekday_[base::iso_weekday(day) - 1];
  }
  std::array<std::vector<double>, 7> by_weekday_;
};

}  // namespace eros::analysis
