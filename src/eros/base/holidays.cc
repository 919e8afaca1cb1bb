#include "eros/base/holidays.h"

#include <algorithm>

namespace eros::base {
namespace {

using namespace std::chrono;

LocalDay easter_sunday(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int f = (b + 8) / 25;
  const int g = (b - f + 1) / 3;
  const int h = (19 * a + b - b / 4 - g + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return LocalDay(std::chrono::year(year) / (n / 31) / (n % 31 + 1));
}

}  // namespace

std::vector<Holiday> us_holidays(int year) {
  const std::chrono::year y(year);
  const LocalDay thanksgiving{y / November / Thursday[4]};
  std::vector<Holiday> holidays = {
      {LocalDay{y / January / 1}, "New Year's Day", "FEDERAL", true, 0.7},
      {LocalDay{y / January / Monday[3]}, "Martin Luther King Jr. Day", "FEDERAL", false, 1.0},
      {LocalDay{y / February / 14}, "Valentine's Day", "COMMERCIAL", true, 0.8},
      {LocalDay{y / February / Monday[3]}, "Presidents' Day", "FEDERAL", false, 1.0},
      {LocalDay{y / March / 17}, "St. Patrick's Day", "CULTURAL", false, 1.0},
      {easter_sunday(year), "Easter Sunday", "CULTURAL", true, 0.8},
      {LocalDay{y / May / Sunday[2]}, "Mother's Day", "CULTURAL", true, 0.8},
      {LocalDay{y / May / Monday[last]}, "Memorial Day", "FEDERAL", true, 0.8},
      {LocalDay{y / June / Sunday[3]}, "Father's Day", "CULTURAL", false, 0.9},
      {LocalDay{y / June / 19}, "Juneteenth", "FEDERAL", false, 1.0},
      {LocalDay{y / July / 4}, "Independence Day", "FEDERAL", true, 0.7},
      {LocalDay{y / September / Monday[1]}, "Labor Day", "FEDERAL", true, 0.8},
      {LocalDay{y / October / Monday[2]}, "Columbus Day", "FEDERAL", false, 1.0},
      {LocalDay{y / October / 31}, "Halloween", "CULTURAL", false, 0.9},
      {LocalDay{y / November / 11}, "Veterans Day", "FEDERAL", false, 1.0},
      {thanksgiving, "Thanksgiving", "FEDERAL", true, 0.7},
      {thanksgiving + days(1), "Black Friday", "COMMERCIAL", false, 0.9},
      {LocalDay{y / December / 24}, "Christmas Eve", "CULTURAL", true, 0.7},
      {LocalDay{y / December / 25}, "Christmas Day", "FEDERAL", true, 0.6},
      {LocalDay{y / December / 31}, "New Year's Eve", "CULTURAL", true, 0.7},
  };
  // Father's Day and Juneteenth can share a day: the name decides.
  std::sort(holidays.begin(), holidays.end(), [](const Holiday& left, const Holiday& right) {
    return left.day != right.day ? left.day < right.day : left.name < right.name;
  });
  return holidays;
}

}  // namespace eros::base
