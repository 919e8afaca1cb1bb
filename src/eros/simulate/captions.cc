#include "eros/simulate/captions.h"

#include <array>
#include <cmath>

#include "eros/base/random.h"
#include "eros/simulate/caption_texts.h"

namespace eros::simulate {
namespace {

using model::Tier;

constexpr std::array<std::string_view, 8> triggers = {
    "", "Curiosity", "Exclusivity", "Social Proof", "Scarcity", "Urgency", "FOMO", "Flash Sale"};
constexpr double share_without_trigger = 0.25;
constexpr std::uint8_t urgency_trigger = 5;

// Shares in twentieths, mixed so that a bank of any size has them.
constexpr std::array<Tier, 20> tier_pattern = {
    Tier::budget, Tier::mid,    Tier::premium, Tier::bump,    Tier::budget,
    Tier::mid,    Tier::budget, Tier::mid,     Tier::premium, Tier::budget,
    Tier::bump,   Tier::mid,    Tier::budget,  Tier::premium, Tier::mid,
    Tier::budget, Tier::bump,   Tier::budget,  Tier::mid,     Tier::premium};

// Makes captions one after another; texts of a category and kind are numbered on.
class CaptionMaker {
 public:
  explicit CaptionMaker(std::uint64_t seed) : stream_(seed, "simulate|captions") {}
  SimulatedCaption make(Tier tier, int first_week, int last_week) {
    base::Draws draws = stream_.at(made_);
    const bool is_bump = tier == Tier::bump;
    const std::size_t categories = caption_categories().size();
    const std::size_t n = is_bump ? bumps_++ : paid_++;
    SimulatedCaption caption;
    caption.id = static_cast<std::int64_t>(++made_);
    caption.tier = tier;
    caption.category = static_cast<std::uint8_t>(n % categories);
    caption.text = caption_text(n % categories, n / categories, is_bump);
    if (!is_bump) {
      if (draws.uniform() >= share_without_trigger) {
        caption.trigger = static_cast<std::uint8_t>(1.0 + draws.uniform() * (triggers.size() - 1));
      }
      caption.has_urgency = caption.trigger == urgency_trigger || draws.uniform() < 0.04;
    }
    if (caption.has_urgency) caption.text += ", only until tonight";
    caption.first_week = first_week;
    caption.last_week = last_week;
    return caption;
  }

 private:
  base::RandomStream stream_;
  std::size_t made_ = 0, paid_ = 0, bumps_ = 0;
};

}  // namespace

std::span<const std::string_view> caption_triggers() { return triggers; }

std::vector<SimulatedCaption> make_captions(int size, double turnover, int weeks,
                                            std::uint64_t seed) {
  CaptionMaker maker(seed);
  std::vector<SimulatedCaption> captions;
  std::vector<std::size_t> active;
  for (int i = 0; i < size; ++i) {
    active.push_back(captions.size());
    captions.push_back(
        maker.make(tier_pattern[static_cast<std::size_t>(i) % tier_pattern.size()], 0, weeks));
  }
  const base::RandomStream stream(seed, "simulate|turnover");
  double due = 0.0;
  for (int week = 1; week < weeks; ++week) {
    base::Draws draws = stream.at(static_cast<std::uint64_t>(week));
    due += turnover * size;
    while (due >= 1.0) {
      due -= 1.0;
      std::size_t& place =
          active[static_cast<std::size_t>(draws.uniform() * static_cast<double>(active.size()))];
      captions[place].last_week = week;
      const Tier tier = captions[place].tier;
      place = captions.size();
      captions.push_back(maker.make(tier, week, weeks));
    }
  }
  return captions;
}

int tier_price(Tier tier) {
  constexpr std::array<int, 6> prices = {15, 25, 40, 60, 100, 0};
  return prices[static_cast<std::size_t>(tier)];
}

}  // namespace eros::simulate
