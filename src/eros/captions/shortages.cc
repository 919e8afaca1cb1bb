#include "eros/captions/shortages.h"

#include <array>

namespace eros::captions {
namespace {

using model::Tier;

constexpr std::array quota_tiers = {Tier::budget, Tier::mid, Tier::premium};

void warn_of_tier(Tier tier, const model::CaptionPool& pool, const std::vector<Choice>& week,
                  std::vector<std::string>& warnings) {
  model::TierCounts sources;
  for (const Choice& choice : week) {
    if (choice.quota_tier == tier) ++sources[share_of(choice.tier)];
  }
  if (sources[tier] == pool.quota[tier]) return;
  std::string sentence = "The tier " + std::string(to_string(tier)) +
                         " is short: " + std::to_string(pool.quota[tier]) + " PPVs wanted, " +
                         std::to_string(sources[tier]) + " captions free";
  for (const Tier source : quota_tiers) {
    if (source == tier || sources[source] == 0) continue;
    sentence += ", " + std::to_string(sources[source]) + " filled from ";
    sentence += to_string(source);
  }
  warnings.push_back(sentence + ".");
}

void warn_if_missing(int wanted, std::size_t got, const char* type,
                     std::vector<std::string>& warnings) {
  if (static_cast<int>(got) == wanted) return;
  warnings.push_back("The week is short of captions: " + std::to_string(got) + " of " +
                     std::to_string(wanted) + " " + type + " have one.");
}

}  // namespace

Tier share_of(Tier tier) {
  return tier == Tier::luxury || tier == Tier::vip ? Tier::premium : tier;
}

std::vector<std::string> shortage_warnings(const model::CaptionPool& pool,
                                           const std::vector<Choice>& week) {
  std::vector<std::string> warnings;
  for (const Tier tier : quota_tiers) warn_of_tier(tier, pool, week, warnings);
  warn_if_missing(pool.quota.total(), pool.ppv.size(), "PPVs", warnings);
  warn_if_missing(pool.bump_quota, pool.bump.size(), "bumps", warnings);
  const std::size_t offered =
      pool.ppv.size() + pool.ppv_alternates.size() + pool.bump.size() + pool.bump_alternates.size();
  const bool is_week_empty = pool.quota.total() + pool.bump_quota == 0;
  if (!is_week_empty && static_cast<int>(offered) < pool.target) {
    warnings.push_back("The pool offers " + std::to_string(offered) + " captions; its target is " +
                       std::to_string(pool.target) + ".");
  }
  return warnings;
}

}  // namespace eros::captions
