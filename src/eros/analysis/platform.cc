#include "eros/analysis/platform.h"

#include <algorithm>
#include <map>

#include "eros/analysis/comparison.h"
#include "eros/analysis/weekday_baseline.h"
#include "eros/base/units.h"

namespace eros::analysis {
namespace {

struct Tally {
  int pages = 0;  // with a baseline that day
  int bad = 0;    // of these, far enough below it
};

// Counts one page's days. `baseline` is scratch space.
void tally_page(std::span<const model::AgencyDay> page_days,
                std::span<const base::LocalDay> holidays, WeekdayBaseline& baseline,
                std::map<base::LocalDay, Tally>& tallies) {
  const auto counts = [&](const model::AgencyDay& row) {
    return row.age >= 1 && row.age <= oldest_baseline_day &&
           !std::binary_search(holidays.begin(), holidays.end(), row.day);
  };
  baseline.clear();
  for (const auto& row : page_days) {
    if (counts(row) && in_baseline(row.age)) baseline.add(row.day, row.mean_emv);
  }
  baseline.sort();
  for (const auto& row : page_days) {
    if (!counts(row)) continue;
    const auto expected = in_baseline(row.age) ? baseline.median_without(row.day, row.mean_emv)
                                               : baseline.median(row.day);
    const auto ratio = expected ? base::safe_divide(row.mean_emv, *expected) : std::nullopt;
    if (!ratio) continue;
    Tally& tally = tallies[row.day];
    ++tally.pages;
    if (settled(*ratio - 1.0) <= -0.30) ++tally.bad;
  }
}

}  // namespace

std::vector<base::LocalDay> major_holidays(std::span<const base::Holiday> holidays) {
  std::vector<base::LocalDay> days;
  for (const auto& holiday : holidays) {
    if (holiday.is_major) days.push_back(holiday.day);
  }
  std::sort(days.begin(), days.end());
  return days;
}

std::vector<base::LocalDay> platform_bad_days(std::span<const model::AgencyDay> days,
                                              std::span<const base::Holiday> holidays) {
  const std::vector<base::LocalDay> left_out = major_holidays(holidays);
  std::map<base::LocalDay, Tally> tallies;
  WeekdayBaseline baseline;
  for (std::size_t begin = 0; begin < days.size();) {
    std::size_t end = begin + 1;
    while (end < days.size() && days[end].page == days[begin].page) ++end;
    tally_page(days.subspan(begin, end - begin), left_out, baseline, tallies);
    begin = end;
  }

  std::vector<base::LocalDay> bad_days;
  for (const auto& [day, tally] : tallies) {
    if (tally.pages >= 5 && tally.bad * 10 >= tally.pages * 7) bad_days.push_back(day);
  }
  return bad_days;
}

}  // namespace eros::analysis
