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
void tally_page(std::span<const model::AgencyDay> page_days, base::LocalDay today,
                WeekdayBaseline& baseline, std::map<base::LocalDay, Tally>& tallies) {
  baseline.clear();
  for (const auto& [page, day, emv] : page_days) {
    if (in_baseline(today, day) && tallies.contains(day)) baseline.add(day, emv);
  }
  baseline.sort();
  for (const auto& [page, day, emv] : page_days) {
    const auto tally = tallies.find(day);
    if (tally == tallies.end()) continue;
    const auto expected =
        in_baseline(today, day) ? baseline.median_without(day, emv) : baseline.median(day);
    const auto ratio = expected ? base::safe_divide(emv, *expected) : std::nullopt;
    if (!ratio) continue;
    ++tally->second.pages;
    if (settled(*ratio - 1.0) <= -0.30) ++tally->second.bad;
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
                                              std::span<const base::Holiday> holidays,
                                              base::LocalDay today) {
  std::map<base::LocalDay, Tally> tallies;  // the days that count at all
  for (int age = 1; age <= oldest_baseline_day; ++age) tallies[today - base::days{age}] = {};
  for (base::LocalDay holiday : major_holidays(holidays)) tallies.erase(holiday);

  WeekdayBaseline baseline;
  for (std::size_t begin = 0; begin < days.size();) {
    std::size_t end = begin + 1;
    while (end < days.size() && days[end].page == days[begin].page) ++end;
    tally_page(days.subspan(begin, end - begin), today, baseline, tallies);
    begin = end;
  }

  std::vector<base::LocalDay> bad_days;
  for (const auto& [day, tally] : tallies) {
    if (tally.pages >= 5 && tally.bad * 10 >= tally.pages * 7) bad_days.push_back(day);
  }
  return bad_days;
}

}  // namespace eros::analysis
