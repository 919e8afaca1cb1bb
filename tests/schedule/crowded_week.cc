#include "schedule/crowded_week.h"

#include <rapidcheck.h>

#include <algorithm>

namespace eros::schedule::testing {
namespace {

constexpr int triggers = 8;
constexpr int categories = 5;

// By time: tier 0 in pairs with one of another tier between them, and `breaks` more of tier 0
// beside the first pair.
std::vector<int> crowded_tiers(int others, int breaks) {
  std::vector<int> tiers(static_cast<std::size_t>(2 + breaks), 0);
  for (int n = 0; n < others; ++n) {
    tiers.push_back(*rc::gen::inRange(1, 3));
    tiers.insert(tiers.end(), 2, 0);
  }
  return tiers;
}

// A name in 1..names - 1 that none of the last `reach` picks has.
int new_name(const CrowdedWeek& week, int Candidate::*attribute, int names, std::size_t reach) {
  const std::vector<Candidate>& before = week.candidates.ppv;
  int name = *rc::gen::inRange(1, names);
  const auto is_near = [&] {
    const auto last = before.end() - static_cast<std::ptrdiff_t>(std::min(reach, before.size()));
    return std::any_of(last, before.end(),
                       [&](const Candidate& caption) { return caption.*attribute == name; });
  };
  while (is_near()) name = name % (names - 1) + 1;
  return name;
}

}  // namespace

void CrowdedWeek::add(int tier, int category, int trigger) {
  model::Pick& pick = picks.emplace_back();
  pick.text_group = static_cast<std::uint32_t>(candidates.ppv.size());
  Candidate caption;
  caption.pick = &pick;
  caption.score = *rc::gen::inRange(1, 100) / 100.0;
  caption.tier = caption.quota = tier;
  caption.category = category;
  caption.trigger = trigger;
  candidates.ppv.push_back(caption);
}

CrowdedWeek crowded_week(int breaks) {
  CrowdedWeek week;
  for (const int tier : crowded_tiers(*rc::gen::inRange(1, 8), breaks)) {
    week.add(tier, new_name(week, &Candidate::category, categories, 1),
             new_name(week, &Candidate::trigger, triggers, 3));
    week.slots.push_back(*rc::gen::inRange(50, 150) / 100.0);
  }
  week.candidates.picked = week.slots.size();
  for (std::size_t at = 0; at < week.candidates.picked; ++at) week.selected.push_back(at);
  for (std::size_t at = 0; at < week.candidates.picked; ++at) {
    week.add(*rc::gen::inRange(0, 3), *rc::gen::inRange(1, categories),
             *rc::gen::inRange(1, triggers));
  }
  week.candidates.left = {.urgent = 100,
                          .category = std::vector<int>(categories, 100),
                          .trigger = std::vector<int>(triggers, 100)};
  return week;
}

}  // namespace eros::schedule::testing
