#pragma once
#include <cstdint>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/simulate/parameters.h"

namespace eros::simulate {

// What days do to opening, as logarithms of a factor, for the days from a first one on. Half of the
// variance of the daily shocks is common to the platform, half a page's own.
std::vector<double> platform_days(const Ranges& ranges, const WorldParameters& world,
                                  base::LocalDay first, int days, std::uint64_t seed);
// The platform's, with the page's weekdays and own shocks.
std::vector<double> page_days(const WorldParameters& world, const PageParameters& page,
                              const std::vector<double>& platform, base::LocalDay first,
                              std::uint64_t seed, std::uint32_t page_number);

}  // namespace eros::simulate
