#pragma once
#include <span>
#include <string_view>

#include "eros/model/inputs.h"
#include "eros/model/report.h"
#include "eros/model/settings.h"

namespace eros::analysis {

// Changes when a figure of the report would change for the same messages.
inline constexpr std::string_view algorithm_version = "1";

// The report of SPEC 4 on one page: a pure function of its arguments. A page without history gets
// one too (NEW, EXPLORATORY, low confidence). `platform_bad_days` come from platform_bad_days(),
// once for all pages. The zone and the recommended counts are left for the caller, who knows
// volume. Throws Error(usage) if the page's time zone is unknown.
model::Report report(const model::PageHistory& history, const model::Page& page,
                     const model::AgencyInputs& agency,
                     std::span<const base::LocalDay> platform_bad_days,
                     const model::Settings& settings);

}  // namespace eros::analysis
