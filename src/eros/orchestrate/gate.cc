#include "eros/orchestrate/gate.h"

namespace eros::orchestrate {

Gate gate(bool validation_ok, model::Zone zone) {
  if (!validation_ok) return {false, "the schedule breaks a hard rule"};
  if (zone == model::Zone::red)
    return {false, "the page is RED: its audience is saturated; a person must decide (--force)"};
  return {};
}

}  // namespace eros::orchestrate
