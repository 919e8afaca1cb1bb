#include "eros/simulate/expected_response.h"

#include <algorithm>
#include <cmath>

namespace eros::simulate {
namespace {

constexpr double step = 0.5;  // of appeal
constexpr std::size_t tiers = 3;

double probability(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

std::size_t cell(std::size_t tier, std::size_t category, std::size_t trigger) {
  return (tier * Fans::categories + category) * Fans::triggers + trigger;
}

// The mean attention left when a person with so many visits a day first looks after `hour`: the
// visits are a Poisson process that follows the hours; in steps of a quarter of an hour.
double attention(const PageWorld& page, const HourProfile& hours, int hour, double visits_a_day) {
  constexpr int a_day = 96;
  double not_yet = 1.0, left = 0.0;
  for (int i = 0; i < 3 * a_day && not_yet > 1e-4; ++i) {
    const double rate = visits_a_day * hours.activity((hour + i / 4) % 24) / a_day;
    const double looks = not_yet * (1.0 - std::exp(-rate));
    const double buried = page.parameters.other_messages_a_day * (i + 0.5) / a_day;
    left += looks * std::pow(page.parameters.attention, buried);
    not_yet -= looks;
  }
  return left;
}

}  // namespace

ExpectedResponse::ExpectedResponse(const Audience& audience) : audience_(&audience) {
  set_hours();
  set_purchases();
}

void ExpectedResponse::set_hours() {
  const PageWorld& page = audience_->page();
  for (const bool weekend : {false, true}) {
    const HourProfile& profile = weekend ? page.weekend_hours : page.weekday_hours;
    double sum = 0.0;
    for (int hour = 0; hour < 24; ++hour) {
      double value = 0.0;
      for (const double factor : {0.4, 0.75, 1.2, 2.1}) {  // fans differ in how often they look
        value += attention(page, profile, hour, page.parameters.visits_a_day * factor);
      }
      sum += hours_[weekend][static_cast<std::size_t>(hour)] = value;
    }
    for (double& value : hours_[weekend]) value *= 24.0 / sum;
  }
}

// The exponential of a sum is taken once for a fan and cell and once for a step.
void ExpectedResponse::set_purchases() {
  const PageWorld& page = audience_->page();
  const Fans& fans = audience_->fans();
  const WorldParameters& parameters = audience_->world().parameters;
  Steps lure{}, less_odds{};  // of opening; the factor on the odds against buying
  for (std::size_t i = 0; i < steps; ++i) {
    const double appeal = step * (static_cast<double>(i) - (steps - 1) / 2.0);
    lure[i] = parameters.lure_share * appeal;
    less_odds[i] = std::exp(lure[i] - appeal);
  }
  std::vector<Steps> opening(fans.size());  // people who open and have not spent their budget
  std::vector<double> buying(fans.size());
  for (std::size_t fan = 0; fan < fans.size(); ++fan) {
    const double tired = 0.5 * parameters.fatigue * audience_->fatigue(fan);
    const double able = fans.people[fan] * (1.0 - audience_->spent(fan));
    const double log_odds = page.opening_level + fans.opening[fan] - tired;
    for (std::size_t i = 0; i < steps; ++i)
      opening[fan][i] = able * probability(log_odds + lure[i]);
    buying[fan] = page.buying_level + fans.log_spend[fan] - tired;
  }
  log_purchase_.resize(tiers * Fans::categories * Fans::triggers);
  for (std::size_t tier = 0; tier < tiers; ++tier) {
    const double log_price = std::log(tier_price(static_cast<model::Tier>(tier)) / 25.0);
    for (std::size_t category = 0; category < Fans::categories; ++category) {
      for (std::size_t trigger = 0; trigger < Fans::triggers; ++trigger) {
        Steps sum{};
        for (std::size_t fan = 0; fan < fans.size(); ++fan) {
          const double against = std::exp(fans.elasticity[fan] * log_price - buying[fan] -
                                          fans.taste(fan, category, trigger));
          for (std::size_t i = 0; i < steps; ++i) {
            sum[i] += opening[fan][i] / (1.0 + against * less_odds[i]);
          }
        }
        for (double& value : sum) {
          value = std::log(value / static_cast<double>(page.parameters.audience));
        }
        log_purchase_[cell(tier, category, trigger)] = sum;
      }
    }
  }
}

double ExpectedResponse::purchase(std::uint32_t caption, int week, Known known) const {
  const World& world = audience_->world();
  const SimulatedCaption& of = world.captions[caption];
  const auto tier = static_cast<std::size_t>(of.tier);
  if (tier >= tiers || world.request.preset.ranges.are_labels_shuffled) return 0.0;
  const auto& values = log_purchase_[cell(tier, of.category, of.trigger)];
  // Memory lowers buying alone, as a lower appeal would that does not act on opening.
  const double repeats = audience_->mean_memory(caption);
  const PageWorld& page = audience_->page();
  const double appeal = known == Known::all ? world.appeal_of(page, caption, week)
                                            : world.pooled_appeal_of(page, caption, week);
  const double place =
      std::clamp(appeal / step + (steps - 1) / 2.0, 0.0, static_cast<double>(steps - 1) - 1e-9);
  const auto index = static_cast<std::size_t>(place);
  const double part = place - static_cast<double>(index);
  const double log_value = values[index] + (values[index + 1] - values[index]) * part;
  return std::exp(log_value - world.parameters.novelty * repeats);
}

}  // namespace eros::simulate
