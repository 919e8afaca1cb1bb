#include "eros/analysis/platform.h"

#include <gtest/gtest.h>

#include "analysis/samples.h"

namespace eros::analysis {
namespace {

using base::LocalDay;
using model::AgencyDay;
using testing::some_today;

// `pages` pages with an EMV of 100 every day, but for `bad` of them, which have `emv` on day `age`.
std::vector<AgencyDay> agency(std::uint32_t pages, std::uint32_t bad, double emv, int age) {
  std::vector<AgencyDay> days;
  for (std::uint32_t page = 0; page < pages; ++page) {
    for (int a = 90; a >= 0; --a) {
      days.push_back({page, some_today() - base::days{a}, page < bad && a == age ? emv : 100.0, a});
    }
  }
  return days;
}

std::vector<LocalDay> find(const std::vector<AgencyDay>& days,
                           const std::vector<base::Holiday>& holidays = {}) {
  return platform_bad_days(days, holidays);
}

std::vector<LocalDay> only(int age) { return {some_today() - base::days{age}}; }

TEST(PlatformBadDays, TakeSevenPagesInTen) {
  EXPECT_EQ(find(agency(10, 7, 70.0, 3)), only(3));
  EXPECT_TRUE(find(agency(10, 6, 0.0, 3)).empty());
}

TEST(PlatformBadDays, TakeThirtyPercentBelowTheBaseline) {
  EXPECT_EQ(find(agency(6, 6, 70.0, 1)), only(1));
  EXPECT_TRUE(find(agency(6, 6, 70.01, 1)).empty());
}

TEST(PlatformBadDays, TakeFivePages) {
  EXPECT_EQ(find(agency(5, 5, 10.0, 2)), only(2));
  EXPECT_TRUE(find(agency(4, 4, 10.0, 2)).empty());
  EXPECT_TRUE(find({}).empty());
}

// A page that had no PPV that day, or none on that weekday before, has no say.
TEST(PlatformBadDays, CountPagesWithABaselineOnly) {
  auto days = agency(6, 4, 10.0, 2);
  EXPECT_TRUE(find(days).empty()) << "four of six";
  std::erase_if(days, [](const AgencyDay& day) {
    return day.page == 5 && day.day < some_today() - base::days{7};
  });
  EXPECT_EQ(find(days), only(2)) << "four of five";
  std::erase_if(days, [](const AgencyDay& day) {
    return day.page == 4 && day.day == some_today() - base::days{2};
  });
  EXPECT_TRUE(find(days).empty()) << "four of four";
}

TEST(PlatformBadDays, AreFoundAmongTheBaselineDaysToo) {
  EXPECT_EQ(find(agency(5, 5, 10.0, 40)), only(40));
  EXPECT_EQ(find(agency(5, 5, 10.0, 90)), only(90));
}

// With two days of a weekday in the baseline, a day must not be part of what it is judged by.
TEST(PlatformBadDays, ADayIsNotItsOwnBaseline) {
  auto days = agency(5, 5, 60.0, 22);
  std::erase_if(days, [](const AgencyDay& day) {
    const auto age = (some_today() - day.day).count();
    return age > 22 || (age > 7 && age % 7 == 1 && age != 22 && age != 15);
  });
  EXPECT_EQ(find(days), only(22));
}

TEST(PlatformBadDays, AreNeitherTodayNorMajorHolidays) {
  EXPECT_TRUE(find(agency(5, 5, 0.0, 0)).empty());
  const base::Holiday fair{some_today() - base::days{3}, "Village fair", "CULTURAL", true, 1.0};
  EXPECT_TRUE(find(agency(5, 5, 0.0, 3), {fair}).empty());
  base::Holiday minor = fair;
  minor.is_major = false;
  EXPECT_EQ(find(agency(5, 5, 0.0, 3), {minor}), only(3));
}

// East of the others a day is over while it is theirs still: it counts for those pages that have it
// behind them.
TEST(PlatformBadDays, GoByThePagesOwnToday) {
  auto days = agency(5, 5, 10.0, 0);
  EXPECT_TRUE(find(days).empty());
  for (AgencyDay& day : days) ++day.age;
  EXPECT_EQ(find(days), only(0));
}

}  // namespace
}  // namespace eros::analysis
