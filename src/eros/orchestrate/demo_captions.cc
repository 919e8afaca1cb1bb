#include "eros/orchestrate/demo_captions.h"

#include <array>

#include "eros/base/random.h"
#include "eros/simulate/caption_texts.h"

namespace eros::orchestrate {
namespace {

struct Trigger {
  const char* name;
  double effect;  // on conversion
};
constexpr std::array<Trigger, 8> triggers = {{{"", 1.0},
                                              {"", 1.0},
                                              {"Curiosity", 1.08},
                                              {"Exclusivity", 1.06},
                                              {"Social Proof", 1.02},
                                              {"Scarcity", 0.94},
                                              {"Urgency", 0.97},
                                              {"FOMO", 0.92}}};

struct Share {
  model::Tier tier;
  int captions;
};
constexpr std::array<Share, 6> shares = {{{model::Tier::budget, 480},
                                          {model::Tier::mid, 360},
                                          {model::Tier::premium, 280},
                                          {model::Tier::luxury, 80},
                                          {model::Tier::vip, 40},
                                          {model::Tier::bump, 260}}};

}  // namespace

std::vector<DemoCaption> demo_captions(std::uint64_t seed) {
  const base::RandomStream stream(seed, "demo|captions");
  std::vector<DemoCaption> captions;
  const auto categories = simulate::caption_categories();
  std::size_t paid = 0;
  std::size_t free = 0;
  for (const Share& share : shares) {
    const bool bump = share.tier == model::Tier::bump;
    for (int i = 0; i < share.captions; ++i) {
      const std::size_t n = bump ? free++ : paid++;
      const std::size_t category = n % categories.size();
      base::Draws draws = stream.at(captions.size());
      const Trigger& trigger =
          triggers[static_cast<std::size_t>(draws.uniform() * triggers.size())];
      DemoCaption caption;
      caption.id = static_cast<std::int64_t>(captions.size()) + 1;
      caption.text = simulate::caption_text(category, n / categories.size(), bump);
      caption.tier = share.tier;
      caption.category = categories[category].name;
      caption.quality = 0.85 + 0.3 * draws.uniform();
      if (!bump) {
        caption.trigger = trigger.name;
        caption.quality *= trigger.effect;
        caption.has_urgency = caption.trigger == "Urgency" || draws.uniform() < 0.04;
      }
      if (caption.has_urgency) caption.text += ", only until tonight";
      if (draws.uniform() < 0.4) caption.text.append(" ").append(categories[category].emoji);
      captions.push_back(std::move(caption));
    }
  }
  return captions;
}

}  // namespace eros::orchestrate
