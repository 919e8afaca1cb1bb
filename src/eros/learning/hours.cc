#include "eros/learning/hours.h"

#include <cmath>

namespace eros::learning {
namespace {

using model::Observations;

constexpr std::uint32_t slots = 48;
constexpr std::uint32_t day_types = 2;
constexpr int sweeps = 12;
constexpr double prior_effects = 4.0;

Crossed factor(std::vector<std::uint32_t> level, std::size_t levels, double variance) {
  Crossed made;
  made.level = std::move(level);
  made.effect.assign(levels, 0.0);
  made.precision.assign(levels, 0.0);
  made.variance = variance;
  return made;
}

// A level of the model, with what its variance is by default.
struct Level {
  Crossed crossed;
  double prior;
};

class HourFit {
 public:
  HourFit(const Observations& observations, const Fit& fit)
      : observations_(observations),
        chance_(fit.response.variance),
        noise_(fit.variance.noise),
        prior_noise_(noise_) {
    set_residuals(fit);
    make_levels(fit);
    weight_.resize(observations.size());
  }

  Hours run() {
    for (int sweep = 0; sweep < sweeps; ++sweep) {
      for (std::size_t i = 0; i < weight_.size(); ++i) weight_[i] = 1.0 / (noise_ + chance_[i]);
      for (Level* level : {&page_, &month_, &day_, &hour_, &day_type_, &page_hour_}) {
        const Spread spread = update(level->crossed, weight_, weight_, residual_);
        level->crossed.variance = spread.variance(level->prior, prior_effects);
      }
      learn_noise();
    }
    return effects();
  }

 private:
  // Log revenue a fan that was sent the message, less all that the model explains but the hour.
  void set_residuals(const Fit& fit) {
    residual_.resize(observations_.size());
    for (std::size_t i = 0; i < residual_.size(); ++i) {
      const double looked = (observations_.audience[i] + 0.5) / (observations_.sent[i] + 0.5);
      residual_[i] = fit.residual[i] + fit.hour.effect[fit.hour.level[i]] +
                     fit.page_hour.effect[fit.page_hour.level[i]] + std::log(looked);
    }
  }

  void make_levels(const Fit& fit) {
    const std::size_t pages = observations_.pages.size();
    std::vector<std::uint32_t> hour(residual_.size()), type(residual_.size()),
        own(residual_.size());
    for (std::size_t i = 0; i < residual_.size(); ++i) {
      hour[i] = observations_.slot[i];
      type[i] = observations_.page[i] * day_types + (observations_.slot[i] >= slots / 2 ? 1U : 0U);
      own[i] = observations_.page[i] * slots + observations_.slot[i];
    }
    page_ = {factor(observations_.page, pages, 1.0), 1.0};
    month_ = {factor(fit.page_month.level, fit.page_month.effect.size(), 0.02), 0.02};
    day_ = {factor(fit.day.level, fit.day.effect.size(), 0.01), 0.01};
    hour_ = {factor(std::move(hour), slots, 0.05), 0.05};
    day_type_ = {factor(std::move(type), pages * day_types, 0.01), 0.01};
    page_hour_ = {factor(std::move(own), pages * slots, 0.02), 0.02};
  }

  void learn_noise() {
    Spread spread;
    for (std::size_t i = 0; i < residual_.size(); ++i) {
      const double share = noise_ / (noise_ + chance_[i]);
      spread.add(share * residual_[i], 1.0 - share);
    }
    noise_ = spread.variance(prior_noise_, prior_effects);
  }

  Hours effects() const {
    std::vector<std::int64_t> of_hour(slots, 0);
    std::vector<std::int64_t> of_page(observations_.pages.size() * slots, 0);
    for (std::size_t i = 0; i < residual_.size(); ++i) {
      ++of_hour[hour_.crossed.level[i]];
      ++of_page[page_hour_.crossed.level[i]];
    }
    Hours hours;
    for (std::size_t slot = 0; slot < slots; ++slot) {
      if (of_hour[slot] == 0) continue;
      hours.all.push_back({0, static_cast<std::uint8_t>(slot), hour_.crossed.effect[slot],
                           hour_.crossed.own_share(slot), of_hour[slot]});
    }
    // Every hour of a page that has data: where it has none in the hour, by the other levels.
    std::vector<bool> is_known(observations_.pages.size(), false);
    for (const std::uint32_t page : observations_.page) is_known[page] = true;
    for (std::size_t at = 0; at < of_page.size(); ++at) {
      const std::size_t page = at / slots;
      const std::size_t slot = at % slots;
      if (!is_known[page] || of_hour[slot] == 0) continue;
      const std::size_t type = page * day_types + (slot >= slots / 2 ? 1 : 0);
      hours.pages.push_back({static_cast<std::uint32_t>(page), static_cast<std::uint8_t>(slot),
                             hour_.crossed.effect[slot] + day_type_.crossed.effect[type] +
                                 page_hour_.crossed.effect[at],
                             page_hour_.crossed.own_share(at), of_page[at]});
    }
    return hours;
  }

  const Observations& observations_;
  const std::vector<double>& chance_;
  double noise_;
  const double prior_noise_;
  std::vector<double> residual_;
  std::vector<double> weight_;
  Level page_, month_, day_, hour_, day_type_, page_hour_;
};

}  // namespace

Hours fit_hours(const Observations& observations, const Fit& fit) {
  return HourFit(observations, fit).run();
}

}  // namespace eros::learning
