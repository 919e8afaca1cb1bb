#pragma once
#include <array>
#include <span>

#include "eros/model/report.h"

namespace eros::schedule {

// What a send in each local hour is worth relative to the page's mean hour (1.0).
class SlotValues {
 public:
  // `hours`: the report's time windows (shrunk revenue per recipient). The mean that values are
  // relative to is weighted by messages. An hour without a row is worth 1.0 if SPEC 9 has it as a
  // default hour (weekdays 9, 13, 17, 19, 20; weekends 11, 14, 18, 21), else 0.8: nobody sends
  // there, mostly for a reason.
  explicit SlotValues(std::span<const model::TimeWindow> hours);
  double of(bool weekend, int hour) const {
    return value_[weekend ? 1 : 0][static_cast<std::size_t>(hour)];
  }

 private:
  std::array<std::array<double, 24>, 2> value_{};
};

}  // namespace eros::schedule
