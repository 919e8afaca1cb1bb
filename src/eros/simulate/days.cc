#include "eros/simulate/days.h"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <numbers>

#include "eros/base/holidays.h"
#include "eros/base/random.h"
#include "eros/simulate/chance.h"

namespace eros::simulate {
namespace {

// A stationary autoregression of order 1.
std::vector<double> shocks(double sd, double ar1, std::size_t days, base::Draws draws) {
  std::vector<double> of(days);
  double shock = normal(draws);
  for (double& day : of) {
    day = sd * shock;
    shock = ar1 * shock + std::sqrt(1.0 - ar1 * ar1) * normal(draws);
  }
  return of;
}

// A holiday has the same effect every year of a world.
std::map<base::LocalDay, double> holiday_effects(const Ranges& ranges, base::LocalDay first,
                                                 base::LocalDay last, std::uint64_t seed) {
  const auto year_of = [](base::LocalDay day) {
    return static_cast<int>(std::chrono::year_month_day(day).year());
  };
  std::map<base::LocalDay, double> effects;
  for (int year = year_of(first); year <= year_of(last); ++year) {
    for (const base::Holiday& holiday : base::us_holidays(year)) {
      const base::RandomStream stream(seed, fmt::format("simulate|holiday {}", holiday.name));
      effects[holiday.day] = std::log(ranges.holiday_factor.at(stream.uniform(0)));
    }
  }
  return effects;
}

constexpr double common_share = 0.5;  // of the shocks' variance; assumption

}  // namespace

std::vector<double> platform_days(const Ranges& ranges, const WorldParameters& world,
                                  base::LocalDay first, int days, std::uint64_t seed) {
  const base::RandomStream stream(seed, "simulate|days");
  std::vector<double> of =
      shocks(world.daily_shock_sd * std::sqrt(common_share), world.daily_shock_ar1,
             static_cast<std::size_t>(days), stream.at(0));
  const auto holidays = holiday_effects(ranges, first, first + base::days(days), seed);
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (stream.uniform(i + 1) < world.bad_days) of[i] += std::log(world.bad_day_factor);
    const auto holiday = holidays.find(first + base::days(i));
    if (holiday != holidays.end()) of[i] += holiday->second;
  }
  return of;
}

std::vector<double> page_days(const WorldParameters& world, const PageParameters& page,
                              const std::vector<double>& platform, base::LocalDay first,
                              std::uint64_t seed, std::uint32_t page_number) {
  const base::RandomStream stream(seed, "simulate|page days");
  std::vector<double> of = shocks(world.daily_shock_sd * std::sqrt(1.0 - common_share),
                                  world.daily_shock_ar1, platform.size(), stream.at(page_number));
  for (std::size_t i = 0; i < of.size(); ++i) {
    // Highest on Wednesdays and lowest at weekends, or the other way round.
    const int weekday = base::iso_weekday(first + base::days(i));
    of[i] += platform[i] +
             page.weekday_amplitude * std::cos(2.0 * std::numbers::pi * (weekday - 3) / 7.0);
  }
  return of;
}

}  // namespace eros::simulate
