#pragma once
#include <array>
#include <vector>

#include "eros/simulate/parameters.h"

namespace eros::simulate {

// When people look, by minute of their local day; 1 is the mean. One bump around the best hours,
// as high and as low as the page's parameters say.
class HourProfile {
 public:
  HourProfile(const PageParameters& page, bool weekend);
  double activity(int hour) const { return activity_[static_cast<std::size_t>(hour)]; }
  // The minute at which the share `uniform` of the day's visits is behind.
  double minute_at(double uniform) const {
    const double place = uniform * static_cast<double>(quantiles_.size() - 1);
    const auto index = static_cast<std::size_t>(place);
    return quantiles_[index] +
           (quantiles_[index + 1] - quantiles_[index]) * (place - static_cast<double>(index));
  }

 private:
  std::array<double, 24> activity_{};
  std::array<double, 257> quantiles_{};
};

}  // namespace eros::simulate
