#pragma once
#include "eros/base/calendar.h"
#include "eros/model/words.h"

namespace eros::volume {

// An inclusive range of messages a week.
struct WeeklyRange {
  int min = 0;
  int max = 0;
  constexpr int middle() const { return (min + max) / 2; }  // rounded down
};

// What a week of an account of this size bears before saturation is looked at (SPEC 5).
struct AccountSizeConfig {
  model::AccountSize size = model::AccountSize::micro;
  WeeklyRange ppv;
  WeeklyRange bump;
  base::minutes min_ppv_gap{0};
  int max_messages_per_day = 0;
};

// The row of SPEC 5's table for this size. Constant time.
const AccountSizeConfig& account_size_config(model::AccountSize size);

}  // namespace eros::volume
