#include "eros/captions/expectation.h"

#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <cassert>
#include <cmath>

#include "eros/base/random.h"
#include "eros/captions/request.h"

namespace eros::captions {

using model::CaptionBank;

PageExpectation::PageExpectation(const PickRequest& request)
    : request_(&request),
      learned_(request.learned),
      effect_(request.bank.size(), 0),
      category_taste_(request.bank.names(), 0.0),
      trigger_taste_(request.bank.names(), 0.0),
      draw_(request.settings.hierarchical.draw),
      own_variance_(request.settings.hierarchical.page_caption_draw *
                    request.settings.hierarchical.page_caption_draw *
                    request.learned->variance().page_caption) {
  assert(learned_ != nullptr);
  read_tastes();
  const base::RandomStream stream(
      request.seed,
      request.inputs.page.page_name + "|" + base::format_day(request.first_day()) + "|cells");
  for (const LearnedBank::Cell& cell : learned_->cells()) {
    base::Draws draws = stream.at(cell.key);
    boost::random::normal_distribution<double> normal(0.0, draw_ * cell.deviation);
    cell_shift_.push_back(normal(draws));
  }
  const std::vector<model::PageCaptionEffect>& effects = request.inputs.learned.captions;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    const CaptionBank::Row row = request.bank.find(effects[i].caption_id);
    if (row < request.bank.size()) effect_[row] = static_cast<std::uint32_t>(i + 1);
  }
  const base::Instant middle =
      base::Zone::find(request.inputs.page.timezone).day_start(request.first_day() + base::days(3));
  const std::chrono::duration<double, std::chrono::days::period> ahead = middle - learned_->as_of();
  repeat_decay_ = std::exp2(-std::max(ahead.count(), 0.0) / learned_->repeat_half_life_days());
}

void PageExpectation::read_tastes() {
  for (const model::TasteEffect& taste : request_->inputs.learned.tastes) {
    if (taste.attribute == model::Attribute::tier) {
      const auto tier = model::parse_tier(taste.name);
      if (tier) tier_taste_[static_cast<std::size_t>(*tier)] = taste.mean;
      continue;
    }
    const std::uint32_t number = request_->bank.name_number(taste.name);
    if (number == CaptionBank::no_name) continue;
    const bool is_category = taste.attribute == model::Attribute::category;
    (is_category ? category_taste_ : trigger_taste_)[number] = taste.mean;
  }
}

double PageExpectation::mean(CaptionBank::Row row, const OnPage& page) const {
  const CaptionBank& bank = request_->bank;
  return learned_->mean[row] + tier_taste_[static_cast<std::size_t>(bank.tier[row])] +
         category_taste_[bank.category[row]] + trigger_taste_[bank.trigger[row]] + page.deviation +
         learned_->repeat_coefficient() * page.repeats;
}

PageExpectation::OnPage PageExpectation::on_page(CaptionBank::Row row) const {
  if (effect_[row] == 0) return {};
  const model::PageCaptionEffect& effect = request_->inputs.learned.captions[effect_[row] - 1];
  return {effect.deviation, effect.own_share, effect.repeats * repeat_decay_};
}

Expected PageExpectation::drawn(CaptionBank::Row row) const {
  const OnPage page = on_page(row);
  const double of_cell = 1.0 - learned_->own_share[row];
  const double of_caption = 1.0 - page.own_share;
  const double caption = draw_ * of_caption * learned_->deviation[row];
  const double own = own_variance_ * of_caption;
  return {mean(row, page) + of_caption * of_cell * cell_shift_[learned_->cell[row]],
          own == 0.0 ? caption : std::sqrt(caption * caption + own)};
}

Expected PageExpectation::known(CaptionBank::Row row) const {
  const OnPage page = on_page(row);
  const double of_caption = 1.0 - page.own_share;
  const double caption = of_caption * learned_->deviation[row];
  const double cell = of_caption * (1.0 - learned_->own_share[row]) *
                      learned_->cells()[learned_->cell[row]].deviation;
  const double own = learned_->variance().page_caption * of_caption;
  return {mean(row, page), std::sqrt(caption * caption + cell * cell + own)};
}

void PageExpectation::explain(CaptionBank::Row row, model::Decision& why) const {
  const OnPage page = on_page(row);
  const double of_caption = 1.0 - page.own_share;
  const double of_cell = of_caption * (1.0 - learned_->own_share[row]);
  const double cell_share = learned_->cells()[learned_->cell[row]].own_share;
  why.share_page_caption = page.own_share;
  why.share_caption = of_caption * learned_->own_share[row];
  why.share_cell = of_cell * cell_share;
  why.share_tier = of_cell * (1.0 - cell_share);
  why.repeats = page.repeats;
  const model::LearnedPage& of_page = request_->inputs.learned;
  const bool is_paid = request_->bank.tier[row] != model::Tier::bump;
  if (learned_->is_learned() && of_page.audience > 0.0 && is_paid) {
    why.expected_revenue =
        of_page.audience * learned_->average_revenue() * std::exp(of_page.mean + known(row).mean);
  }
}

}  // namespace eros::captions
