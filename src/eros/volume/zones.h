#pragma once
#include "eros/base/calendar.h"
#include "eros/model/words.h"

namespace eros::volume {

// How a zone changes the week (SPEC 6). Percentages are of the account size's base.
struct ZoneConfig {
  model::Zone zone = model::Zone::green;
  int ppv_percent = 100;
  int bump_percent = 100;
  base::minutes gap_extension{0};
  int cooling_days = 0;           // the first days of the week, without PPVs
  int max_cooling_day_bumps = 0;  // a cooling day's own limit of bumps
};

// The row of SPEC 6's table for this zone. Constant time.
const ZoneConfig& zone_config(model::Zone zone);

// GREEN below 0.30, YELLOW from 0.30 to 0.60 (both included), RED above; both limits scale with
// tolerance / 0.5. `score` is in 0..1 and counts to the millionth, `tolerance` is in (0, 1] and
// counts to the thousandth: the comparison is done in integers, so a limit is met exactly.
// Throws Error(usage) for values outside these ranges.
model::Zone zone_of(double score, double tolerance);

// The next worse zone; RED stays RED.
model::Zone one_worse(model::Zone zone);

}  // namespace eros::volume
