#pragma once
#include <string>

#include "eros/cli/style.h"
#include "eros/model/report.h"

namespace eros::cli {

// The report of one page for people: the verdict first, then a table a section. Significant rows
// carry an asterisk. Long sections show their best rows and say how many are left out.
std::string report_text(const model::Report& report, const Style& style);

}  // namespace eros::cli
