#pragma once
#include <string>

#include "eros/model/schedule.h"

namespace eros::orchestrate {

// Whether a schedule may leave the house without a person's word (SPEC 9).
struct Gate {
  bool may_export = true;
  std::string reason;  // why not; empty if it may
};

// Only a valid schedule of a page that is not RED may be exported.
Gate gate(bool validation_ok, model::Zone zone);

}  // namespace eros::orchestrate
