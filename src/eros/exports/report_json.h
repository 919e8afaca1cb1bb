#pragma once
#include <string>

#include "eros/model/report.h"

namespace eros::exports {

// The report of one page as JSON: the eight sections of SPEC 4, metadata, and the three fields for
// older readers, keys in a fixed order. No value is null, never NaN. data_freshness is in hours.
std::string report_json(const model::Report& report);

}  // namespace eros::exports
