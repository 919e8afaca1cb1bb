#pragma once
#include <array>
#include <cstdint>
#include <optional>

#include "eros/base/calendar.h"
#include "eros/model/words.h"

namespace eros::model {

// How many PPVs of each paid tier.
struct TierCounts {
  std::array<int, paid_tiers.size()> of{};  // indexed by Tier
  int& operator[](Tier tier) { return of[static_cast<std::size_t>(tier)]; }
  int operator[](Tier tier) const { return of[static_cast<std::size_t>(tier)]; }
  int total() const {
    int sum = 0;
    for (int n : of) sum += n;
    return sum;
  }
};

// Relative weights of the days of a week, the start day first; integers, so that no rounding
// decides a count.
using DayWeights = std::array<std::int64_t, 7>;

struct VolumeOverrides {
  std::optional<int> ppv;   // a week
  std::optional<int> bump;  // a week
  std::optional<Zone> zone;
};

// What one week of a page can bear (SPEC 5, 6): counts a day and the spacing that goes with them.
struct Volume {
  AccountSize account_size = AccountSize::micro;
  Mode mode = Mode::optimize;
  Zone zone = Zone::green;
  base::LocalDay start;
  int ppv = 0;               // a week
  int bump = 0;              // a week
  base::minutes ppv_gap{0};  // zone extension included
  int max_messages_per_day = 0;
  int cooling_days = 0;               // the first days of the week, without PPVs
  std::array<int, 7> ppv_per_day{};   // sums to ppv less what the caps of the days refuse
  std::array<int, 7> bump_per_day{};  // sums to bump less what the caps of the days refuse
  // By which they were shared among the days.
  DayWeights ppv_weights{1, 1, 1, 1, 1, 1, 1};
  DayWeights bump_weights{1, 1, 1, 1, 1, 1, 1};
};

}  // namespace eros::model
