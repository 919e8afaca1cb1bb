#include "eros/captions/shortages.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <set>

namespace eros::captions {
namespace {

using model::CaptionBank;
using model::Tier;

constexpr std::array quota_tiers = {Tier::budget, Tier::mid, Tier::premium};

// What of the bank could have served a quota, and the budgets as the week leaves them.
struct Left {
  const PickRequest& request;
  WeekBudgets budgets;
  std::span<const CaptionBank::Row> eligible;
  std::set<CaptionBank::Row> picked;
};

Left left_by(const std::vector<Choice>& week, const PickRequest& request,
             const WeekBudgets& budgets, std::span<const CaptionBank::Row> eligible) {
  Left left{request, budgets, eligible, {}};
  for (const Choice& choice : week) {
    left.budgets.add(kind_of(request.bank, choice.row));
    left.picked.insert(choice.row);
  }
  return left;
}

bool serves(Tier tier, Tier quota_tier, model::Segment segment) {
  return tier == quota_tier || (segment == model::Segment::luxury && share_of(tier) == quota_tier);
}

// "; more are kept out by budgets that are used up: category Pets", or nothing.
std::string kept_out(const Left& left, Tier quota_tier) {
  const CaptionBank& bank = left.request.bank;
  std::set<std::string> budgets;
  for (const CaptionBank::Row row : left.eligible) {
    if (!serves(bank.tier[row], quota_tier, left.request.segment())) continue;
    if (left.picked.contains(row)) continue;
    for (std::string& name : left.budgets.used_up(kind_of(bank, row), bank)) {
      budgets.insert(std::move(name));
    }
  }
  if (budgets.empty()) return "";
  return fmt::format("; more are kept out by budgets that are used up: {}",
                     fmt::join(budgets, ", "));
}

void warn_of_tier(Tier tier, int wanted, const std::vector<Choice>& week, const Left& left,
                  std::vector<std::string>& warnings) {
  model::TierCounts sources;
  for (const Choice& choice : week) {
    if (choice.quota_tier == tier) ++sources[share_of(choice.tier)];
  }
  if (sources[tier] == wanted) return;
  std::string sentence = fmt::format("The tier {} is short: {} PPVs wanted, {} captions free",
                                     to_string(tier), wanted, sources[tier]);
  for (const Tier source : quota_tiers) {
    if (source == tier || sources[source] == 0) continue;
    sentence += fmt::format(", {} filled from {}", sources[source], to_string(source));
  }
  warnings.push_back(sentence + kept_out(left, tier) + ".");
}

}  // namespace

Tier share_of(Tier tier) {
  return tier == Tier::luxury || tier == Tier::vip ? Tier::premium : tier;
}

std::vector<std::string> shortage_warnings(const PickRequest& request, const WeekBudgets& budgets,
                                           std::span<const CaptionBank::Row> eligible,
                                           const model::CaptionPool& pool,
                                           const std::vector<Choice>& week) {
  const Left left = left_by(week, request, budgets, eligible);
  std::vector<std::string> warnings;
  for (const Tier tier : quota_tiers) {
    warn_of_tier(tier, pool.quota[tier], week, left, warnings);
  }
  const int ppvs = static_cast<int>(pool.ppv.size());
  if (ppvs != pool.quota.total()) {
    warnings.push_back(fmt::format("The week is short of captions: {} of {} PPVs have one.", ppvs,
                                   pool.quota.total()));
  }
  const int bumps = static_cast<int>(pool.bump.size());
  if (bumps != pool.bump_quota) {
    warnings.push_back(fmt::format("The week is short of captions: {} of {} bumps have one{}.",
                                   bumps, pool.bump_quota, kept_out(left, Tier::bump)));
  }
  const std::size_t offered =
      pool.ppv.size() + pool.ppv_alternates.size() + pool.bump.size() + pool.bump_alternates.size();
  const bool is_week_empty = pool.quota.total() + pool.bump_quota == 0;
  if (!is_week_empty && static_cast<int>(offered) < pool.target) {
    warnings.push_back(
        fmt::format("The pool offers {} captions; its target is {}.", offered, pool.target));
  }
  return warnings;
}

}  // namespace eros::captions
