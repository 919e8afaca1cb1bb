#include "eros/schedule/expected_revenue.h"

#include <algorithm>

#include "eros/base/units.h"

namespace eros::schedule {
namespace {

// The least that is believed of k: a caption's first message tells much, never all.
constexpr double least_prior_messages = 0.1;

double mean_of(double sum, double n) { return base::safe_divide(sum, n).value_or(0.0); }

}  // namespace

ExpectedRevenue::ExpectedRevenue(const model::CaptionBank& bank, const model::PageHistory& history,
                                 std::span<const model::CaptionStats> stats)
    : bank_(&bank), stats_(stats) {
  read_tiers(history);
  read_captions();
  estimate_prior_messages();
}

void ExpectedRevenue::read_tiers(const model::PageHistory& history) {
  std::array<double, model::paid_tiers.size()> earnings{};
  std::array<double, model::paid_tiers.size()> messages{};
  for (const model::CategoryRollup& group : history.categories) {
    if (group.tier == model::Tier::bump) continue;
    const auto tier = static_cast<std::size_t>(group.tier);
    earnings[tier] += group.rollup.earnings;
    messages[tier] += static_cast<double>(group.rollup.paid);
    tiers_[tier].conversion.n += group.rollup.price_conversion.n;
    tiers_[tier].conversion.sum += group.rollup.price_conversion.sum;
    tiers_[tier].conversion.sum_squares += group.rollup.price_conversion.sum_squares;
  }
  const model::Rollup& all = history.page.total;
  const std::optional<double> page_mean =
      base::safe_divide(all.earnings, static_cast<double>(all.paid));
  for (std::size_t tier = 0; tier < tiers_.size(); ++tier) {
    const std::optional<double> mean = base::safe_divide(earnings[tier], messages[tier]);
    tiers_[tier].mean_earnings = mean ? mean : page_mean;
  }
}

void ExpectedRevenue::read_captions() {
  for (const model::CaptionStats& caption : stats_) {
    const model::CaptionBank::Row row = bank_->find(caption.caption_id);
    if (row == bank_->size() || bank_->tier[row] == model::Tier::bump) continue;
    TierRecord& tier = tiers_[static_cast<std::size_t>(bank_->tier[row])];
    const auto n = static_cast<double>(caption.total_observations);
    tier.captions += 1.0;
    tier.messages += n;
    tier.conversion_sum += n * caption.avg_conversion_rate;
    tier.squares_of_means += n * caption.avg_conversion_rate * caption.avg_conversion_rate;
    tier.squares_of_counts += n * n;
  }
}

// Sums over the tiers, each in units of its own mean conversion, so that dear tiers, which convert
// less, do not pass for bad captions. The messages may be a few more than the captions' records
// hold (those were learned earlier): both are taken as means of their own numbers.
void ExpectedRevenue::estimate_prior_messages() {
  double within = 0.0;
  double within_freedom = 0.0;
  double between = 0.0;
  double between_freedom = 0.0;
  double messages_a_caption = 0.0;
  for (const TierRecord& tier : tiers_) {
    const double mean = mean_of(tier.conversion_sum, tier.messages);
    if (tier.captions < 2.0 || tier.conversion.n == 0 || mean <= 0.0) continue;
    const double unit = mean * mean;
    const double mean_square = tier.conversion.sum_squares / static_cast<double>(tier.conversion.n);
    within += std::max(0.0, tier.messages * mean_square - tier.squares_of_means) / unit;
    within_freedom += tier.messages - tier.captions;
    between += std::max(0.0, tier.squares_of_means / unit - tier.messages);
    between_freedom += tier.captions - 1.0;
    messages_a_caption += tier.messages - tier.squares_of_counts / tier.messages;
  }
  if (within_freedom < 1.0 || messages_a_caption <= 0.0) return;
  const double of_messages = within / within_freedom;
  const double of_captions = (between - between_freedom * of_messages) / messages_a_caption;
  if (of_captions <= 0.0) return;
  prior_messages_ = std::max(least_prior_messages, of_messages / of_captions);
}

// Against the tier of the row that has the record: its messages were sold as that.
double ExpectedRevenue::quality(model::CaptionBank::Row row) const {
  const model::CaptionStats* known = model::stats_of(*bank_, stats_, row);
  if (!prior_messages_ || known == nullptr) return 1.0;
  const model::CaptionBank::Row sold = bank_->find(known->caption_id);
  const model::Moments& tier = tiers_[static_cast<std::size_t>(bank_->tier[sold])].conversion;
  if (!(tier.sum > 0.0)) return 1.0;
  const auto n = static_cast<double>(known->total_observations);
  const double usual = tier.sum / static_cast<double>(tier.n);
  return (n * known->avg_conversion_rate / usual + *prior_messages_) / (n + *prior_messages_);
}

std::optional<double> ExpectedRevenue::of(model::CaptionBank::Row row, double slot_value) const {
  const model::Tier tier = bank_->tier[row];
  if (tier == model::Tier::bump) return 0.0;
  const std::optional<double> mean = tiers_[static_cast<std::size_t>(tier)].mean_earnings;
  if (!mean) return std::nullopt;
  return *mean * slot_value * quality(row);
}

}  // namespace eros::schedule
