#include "eros/analysis/segment.h"

#include <vector>

#include "eros/analysis/moments.h"
#include "eros/analysis/statistics.h"
#include "eros/base/units.h"

namespace eros::analysis {

using model::Segment;

namespace {

// Over the PPVs whose category is known: one without says nothing of the page's variety.
std::optional<double> category_entropy(const std::vector<model::CategoryRollup>& categories) {
  std::vector<std::int64_t> counts;
  const std::string* current = nullptr;
  for (const auto& row : categories) {  // by category, so its tiers are neighbours
    if (row.category.empty()) continue;
    if (current == nullptr || *current != row.category) counts.push_back(0);
    current = &row.category;
    counts.back() += row.rollup.paid;
  }
  return entropy_bits(counts);
}

}  // namespace

Segment segment_of(std::int64_t messages, std::optional<double> purchase_worth,
                   const model::SegmentSettings& settings) {
  if (messages < 20 || !purchase_worth) return Segment::exploratory;
  if (*purchase_worth < settings.standard_from) return Segment::budget;
  if (*purchase_worth < settings.premium_from) return Segment::standard;
  if (*purchase_worth < settings.luxury_from) return Segment::premium;
  return Segment::luxury;
}

model::BehavioralSegment behavioral_segment(const model::PageHistory& history,
                                            const model::Page& page,
                                            const model::SegmentSettings& settings) {
  const model::Rollup& total = history.page.total;
  const auto worth = base::safe_divide(total.earnings, static_cast<double>(total.purchased));

  model::BehavioralSegment segment;
  segment.segment_label =
      page.segment_override.value_or(segment_of(total.messages, worth, settings));
  segment.avg_rpr = mean(total.rpr);
  segment.avg_conversion = mean(total.conversion);
  if (const auto correlation =
          pearson(total.price, total.price_conversion, total.price_conversion_product)) {
    segment.price_conversion_correlation = correlation->r;
    segment.price_conversion_correlation_p_value = correlation->p_value;
  }
  segment.category_entropy = category_entropy(history.categories);
  segment.sample_size = total.messages;
  return segment;
}

}  // namespace eros::analysis
