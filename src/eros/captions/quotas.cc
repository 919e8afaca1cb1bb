#include "eros/captions/quotas.h"

#include <algorithm>
#include <array>

namespace eros::captions {
namespace {

using model::Segment;
using model::Tier;
using model::TierCounts;

constexpr std::array base_targets = {40, 60, 80, 100, 140};  // NEW ... XL
constexpr std::array risk_percent = {100, 100, 85, 70, 55};  // HEALTHY ... CRITICAL
constexpr int smallest_target = 30;

struct Shares {  // per cent
  int budget;
  int mid;
  int premium;
  Tier takes_the_rest;
};

Shares shares_of(Segment segment) {
  switch (segment) {
    case Segment::exploratory:
    case Segment::budget:
      return {60, 30, 10, Tier::budget};
    case Segment::standard:
      return {30, 45, 25, Tier::premium};
    case Segment::premium:
    case Segment::luxury:
      break;
  }
  return {15, 35, 50, Tier::premium};
}

// The dearest tier has none dearer; with the shares above it never has a surplus.
void pass_surplus_up(TierCounts& counts, int total) {
  for (const Tier tier : {Tier::budget, Tier::mid}) {
    const Tier dearer = tier == Tier::budget ? Tier::mid : Tier::premium;
    while (counts[tier] > most_in_order(total)) {
      --counts[tier];
      ++counts[dearer];
    }
  }
}

}  // namespace

int pool_target(model::SizeTier size, model::RiskLevel risk, int week_need) {
  const int target = base_targets.at(static_cast<std::size_t>(size)) *
                     risk_percent.at(static_cast<std::size_t>(risk)) / 100;
  return std::max({target, smallest_target, 2 * week_need});
}

// The greatest n with n <= 2 x (ppvs - n + 1): each of the others stands between two pairs.
int most_in_order(int ppvs) { return (2 * ppvs + 2) / 3; }

TierCounts tier_quota(int ppvs, Segment segment) {
  const Shares shares = shares_of(segment);
  TierCounts counts;
  counts[Tier::budget] = ppvs * shares.budget / 100;
  counts[Tier::mid] = ppvs * shares.mid / 100;
  counts[Tier::premium] = ppvs * shares.premium / 100;
  counts[shares.takes_the_rest] += ppvs - counts.total();
  pass_surplus_up(counts, ppvs);
  return counts;
}

}  // namespace eros::captions
