#pragma once
#include <cstdint>
#include <optional>

#include "eros/model/page.h"
#include "eros/model/report.h"
#include "eros/model/rollup.h"
#include "eros/model/settings.h"

namespace eros::analysis {

// By what one purchase is worth, in currency (SPEC 4.3). `messages` counts paid and free ones.
// Exploratory under 20 messages, and where nothing was bought.
model::Segment segment_of(std::int64_t messages, std::optional<double> purchase_worth,
                          const model::SegmentSettings& settings);

// Section behavioral_segment. A segment that people have set for the page wins over the rule;
// the figures are those of the history either way.
model::BehavioralSegment behavioral_segment(const model::PageHistory& history,
                                            const model::Page& page,
                                            const model::SegmentSettings& settings);

}  // namespace eros::analysis
