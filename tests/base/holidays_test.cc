#include "eros/base/holidays.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>

namespace eros::base {
namespace {

constexpr std::array moving = {"Martin Luther King Jr. Day",
                               "Presidents' Day",
                               "Easter Sunday",
                               "Mother's Day",
                               "Memorial Day",
                               "Father's Day",
                               "Labor Day",
                               "Columbus Day",
                               "Thanksgiving"};

struct ReferenceYear {
  int year;
  std::array<const char*, moving.size()> days;  // in the order of `moving`
};

// From the Python package holidays 0.109 (US, public and unofficial, not observed); Easter agrees
// with dateutil.easter 2.9.0.
constexpr ReferenceYear references[] = {
    {2020, {"01-20", "02-17", "04-12", "05-10", "05-25", "06-21", "09-07", "10-12", "11-26"}},
    {2021, {"01-18", "02-15", "04-04", "05-09", "05-31", "06-20", "09-06", "10-11", "11-25"}},
    {2022, {"01-17", "02-21", "04-17", "05-08", "05-30", "06-19", "09-05", "10-10", "11-24"}},
    {2023, {"01-16", "02-20", "04-09", "05-14", "05-29", "06-18", "09-04", "10-09", "11-23"}},
    {2024, {"01-15", "02-19", "03-31", "05-12", "05-27", "06-16", "09-02", "10-14", "11-28"}},
    {2025, {"01-20", "02-17", "04-20", "05-11", "05-26", "06-15", "09-01", "10-13", "11-27"}},
    {2026, {"01-19", "02-16", "04-05", "05-10", "05-25", "06-21", "09-07", "10-12", "11-26"}},
    {2027, {"01-18", "02-15", "03-28", "05-09", "05-31", "06-20", "09-06", "10-11", "11-25"}},
    {2028, {"01-17", "02-21", "04-16", "05-14", "05-29", "06-18", "09-04", "10-09", "11-23"}},
    {2029, {"01-15", "02-19", "04-01", "05-13", "05-28", "06-17", "09-03", "10-08", "11-22"}},
    {2030, {"01-21", "02-18", "04-21", "05-12", "05-27", "06-16", "09-02", "10-14", "11-28"}},
    {2031, {"01-20", "02-17", "04-13", "05-11", "05-26", "06-15", "09-01", "10-13", "11-27"}},
    {2032, {"01-19", "02-16", "03-28", "05-09", "05-31", "06-20", "09-06", "10-11", "11-25"}},
    {2033, {"01-17", "02-21", "04-17", "05-08", "05-30", "06-19", "09-05", "10-10", "11-24"}},
    {2034, {"01-16", "02-20", "04-09", "05-14", "05-29", "06-18", "09-04", "10-09", "11-23"}},
    {2035, {"01-15", "02-19", "03-25", "05-13", "05-28", "06-17", "09-03", "10-08", "11-22"}},
    {2036, {"01-21", "02-18", "04-13", "05-11", "05-26", "06-15", "09-01", "10-13", "11-27"}},
    {2037, {"01-19", "02-16", "04-05", "05-10", "05-25", "06-21", "09-07", "10-12", "11-26"}},
    {2038, {"01-18", "02-15", "04-25", "05-09", "05-31", "06-20", "09-06", "10-11", "11-25"}},
    {2039, {"01-17", "02-21", "04-10", "05-08", "05-30", "06-19", "09-05", "10-10", "11-24"}},
    {2040, {"01-16", "02-20", "04-01", "05-13", "05-28", "06-17", "09-03", "10-08", "11-22"}},
};

std::map<std::string, Holiday> by_name(int year) {
  std::map<std::string, Holiday> holidays;
  for (const Holiday& holiday : us_holidays(year)) holidays.emplace(holiday.name, holiday);
  return holidays;
}

TEST(Holidays, MovingDaysAgreeWithThePythonPackage) {
  for (const ReferenceYear& reference : references) {
    const auto holidays = by_name(reference.year);
    for (std::size_t i = 0; i < moving.size(); ++i) {
      EXPECT_EQ(format_day(holidays.at(moving[i]).day),
                std::to_string(reference.year) + "-" + reference.days[i])
          << moving[i];
    }
    EXPECT_EQ(holidays.at("Black Friday").day, holidays.at("Thanksgiving").day + days(1));
  }
}

// All that the specification lists, for a year whose dates are known from the calendar on the wall.
TEST(Holidays, TheTwentyOf2026) {
  struct Row {
    const char* day;
    const char* name;
    double impact;
    bool is_major;
  };
  constexpr Row rows[] = {
      {"2026-01-01", "New Year's Day", 0.7, true},
      {"2026-01-19", "Martin Luther King Jr. Day", 1.0, false},
      {"2026-02-14", "Valentine's Day", 0.8, true},
      {"2026-02-16", "Presidents' Day", 1.0, false},
      {"2026-03-17", "St. Patrick's Day", 1.0, false},
      {"2026-04-05", "Easter Sunday", 0.8, true},
      {"2026-05-10", "Mother's Day", 0.8, true},
      {"2026-05-25", "Memorial Day", 0.8, true},
      {"2026-06-19", "Juneteenth", 1.0, false},
      {"2026-06-21", "Father's Day", 0.9, false},
      {"2026-07-04", "Independence Day", 0.7, true},
      {"2026-09-07", "Labor Day", 0.8, true},
      {"2026-10-12", "Columbus Day", 1.0, false},
      {"2026-10-31", "Halloween", 0.9, false},
      {"2026-11-11", "Veterans Day", 1.0, false},
      {"2026-11-26", "Thanksgiving", 0.7, true},
      {"2026-11-27", "Black Friday", 0.9, false},
      {"2026-12-24", "Christmas Eve", 0.7, true},
      {"2026-12-25", "Christmas Day", 0.6, true},
      {"2026-12-31", "New Year's Eve", 0.7, true},
  };
  const auto holidays = us_holidays(2026);
  ASSERT_EQ(holidays.size(), std::size(rows));
  for (std::size_t i = 0; i < holidays.size(); ++i) {
    EXPECT_EQ(format_day(holidays[i].day), rows[i].day);
    EXPECT_EQ(holidays[i].name, rows[i].name);
    EXPECT_EQ(holidays[i].impact, rows[i].impact) << rows[i].name;
    EXPECT_EQ(holidays[i].is_major, rows[i].is_major) << rows[i].name;
  }
}

TEST(Holidays, EveryYearIsInOrderWithinItself) {
  for (int year = 2020; year <= 2040; ++year) {
    const auto holidays = us_holidays(year);
    EXPECT_EQ(holidays.size(), 20u);
    EXPECT_TRUE(std::is_sorted(holidays.begin(), holidays.end(),
                               [](const Holiday& a, const Holiday& b) { return a.day < b.day; }));
    EXPECT_EQ(format_day(holidays.front().day), std::to_string(year) + "-01-01");
    EXPECT_EQ(format_day(holidays.back().day), std::to_string(year) + "-12-31");
  }
}

TEST(Holidays, EasterAtTheEdgesOfItsRange) {
  // The earliest and the latest date that the rule can give (Meeus, ch. 8).
  EXPECT_EQ(format_day(by_name(1818).at("Easter Sunday").day), "1818-03-22");
  EXPECT_EQ(format_day(by_name(2038).at("Easter Sunday").day), "2038-04-25");
}

TEST(Holidays, TypesAreOfTheClosedSet) {
  const auto holidays = by_name(2025);
  EXPECT_EQ(holidays.at("New Year's Day").type, "FEDERAL");
  EXPECT_EQ(holidays.at("Valentine's Day").type, "COMMERCIAL");
  EXPECT_EQ(holidays.at("Halloween").type, "CULTURAL");
  EXPECT_EQ(std::count_if(holidays.begin(), holidays.end(),
                          [](const auto& each) { return each.second.type == "FEDERAL"; }),
            11);
}

}  // namespace
}  // namespace eros::base
