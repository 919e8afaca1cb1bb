#include "eros/analysis/weekdays.h"

#include <gtest/gtest.h>

#include "analysis/samples.h"

namespace eros::analysis {
namespace {

using testing::moments_around;

// Every weekday with 40 PPVs around 0.2, but for one around `mean`.
std::vector<model::WeekdayRollup> week(int weekday, double mean, double spread = 0.02) {
  std::vector<model::WeekdayRollup> rows;
  for (int iso = 1; iso <= 7; ++iso) {
    model::WeekdayRollup row;
    row.iso_weekday = iso;
    row.rollup.rpr = moments_around(40, iso == weekday ? mean : 0.2, spread);
    row.median_rpr = 0.19;
    rows.push_back(row);
  }
  return rows;
}

TEST(DayOfWeekPatterns, MultiplierIsTheIndexWhereSignificant) {
  const auto rows = day_of_week_patterns(week(5, 0.23));
  ASSERT_EQ(rows.size(), 7u);
  const auto& friday = rows[4];
  EXPECT_EQ(friday.iso_weekday, 5);
  EXPECT_EQ(friday.n, 40);
  EXPECT_DOUBLE_EQ(friday.mean.value(), 0.23);
  EXPECT_EQ(friday.median, 0.19);
  EXPECT_NEAR(friday.performance_index.value(), 0.23 / (1.43 / 7.0), 1e-12);
  EXPECT_TRUE(friday.is_statistically_significant);
  EXPECT_LT(friday.q_value.value(), 0.05);
  EXPECT_DOUBLE_EQ(friday.volume_multiplier, *friday.performance_index);
  EXPECT_LT(friday.ci.value().lower, 0.23);
  EXPECT_GT(friday.ci.value().upper, 0.23);
}

TEST(DayOfWeekPatterns, CompareADayWithTheOtherSix) {
  // scipy 1.17.1: ttest_ind([.23, .19] * 20, [.22, .18] * 120, equal_var=False)
  EXPECT_TRUE(testing::agrees(day_of_week_patterns(week(5, 0.21))[4].p_value.value(),
                              0.005508785301231065));
}

TEST(DayOfWeekPatterns, MultiplierStaysWithinItsLimits) {
  EXPECT_EQ(day_of_week_patterns(week(5, 0.9))[4].volume_multiplier, 1.30);
  EXPECT_EQ(day_of_week_patterns(week(1, 0.01))[0].volume_multiplier, 0.70);
}

TEST(DayOfWeekPatterns, MultiplierIsOneWhereNotSignificant) {
  const auto monday = day_of_week_patterns(week(1, 0.21, 0.5))[0];
  EXPECT_FALSE(monday.is_statistically_significant);
  EXPECT_GT(monday.performance_index.value(), 1.0);
  EXPECT_EQ(monday.volume_multiplier, 1.0);
}

TEST(DayOfWeekPatterns, AreSevenRowsEvenForNoHistory) {
  const auto rows = day_of_week_patterns({});
  ASSERT_EQ(rows.size(), 7u);
  for (int i = 0; i < 7; ++i) {
    EXPECT_EQ(rows[i].iso_weekday, i + 1);
    EXPECT_EQ(rows[i].n, 0);
    EXPECT_FALSE(rows[i].mean || rows[i].median || rows[i].ci || rows[i].p_value);
    EXPECT_EQ(rows[i].volume_multiplier, 1.0);
  }
}

}  // namespace
}  // namespace eros::analysis
