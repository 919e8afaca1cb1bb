#include "eros/captions/pick.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "eros/captions/filters.h"
#include "eros/captions/quotas.h"
#include "eros/captions/week_picker.h"

namespace eros::captions {
namespace {

using model::CaptionBank;
using model::CaptionPool;
using model::Tier;

int sum(const std::array<int, 7>& of_days) {
  return std::accumulate(of_days.begin(), of_days.end(), 0);
}

WeekQuota week_quota(const PickRequest& request) {
  return {tier_quota(sum(request.volume.ppv_per_day), request.segment()),
          sum(request.volume.bump_per_day), request.segment(), request.volume.zone};
}

// Both the rows and the page's statistics are in order of id: one walk along both.
Candidates score_all(const PickRequest& request, const Scorer& scorer,
                     std::span<const CaptionBank::Row> rows) {
  Candidates candidates;
  const std::vector<model::CaptionStats>& stats = request.inputs.caption_stats;
  auto next = stats.begin();
  for (const CaptionBank::Row row : rows) {
    const base::CaptionId id = request.bank.id[row];
    while (next != stats.end() && next->caption_id < id) ++next;
    const bool is_known = next != stats.end() && next->caption_id == id;
    const ScoreTerms terms = scorer.terms(row, is_known ? &*next : nullptr);
    candidates[static_cast<std::size_t>(request.bank.tier[row])].add(
        {scorer.score(terms, 0.0), row});
  }
  return candidates;
}

// The pool's size for one quota: its share of the target, so that the shares sum to the target.
class PoolShares {
 public:
  PoolShares(int target, int need) : target_(target), need_(need) {}
  int next(int quota) {
    if (need_ == 0) return 0;
    const int before = target_ * shared_ / need_;
    shared_ += quota;
    return target_ * shared_ / need_ - before;
  }

 private:
  int target_;
  int need_;
  int shared_ = 0;
};

class PoolMaker {
 public:
  PoolMaker(const PickRequest& request, const Scorer& scorer, Candidates& candidates)
      : request_(request), scorer_(scorer), candidates_(candidates) {}

  model::Pick make(const Choice& choice, double needed) const {
    const CaptionBank& bank = request_.bank;
    const CaptionBank::Row row = choice.row;
    model::Pick pick;
    pick.bank_row = row;
    pick.caption_id = bank.id[row];
    pick.text_group = bank.text_group[row];
    pick.tier = choice.tier;
    pick.quota_tier = choice.quota_tier;
    pick.category = bank.category_name(row);
    pick.trigger = bank.trigger_name(row);
    pick.has_urgency = bank.has_urgency[row] != 0;
    pick.decision = scorer_.explain(row, choice.budget_penalty);
    pick.decision.candidates =
        static_cast<std::int64_t>(candidates_[static_cast<std::size_t>(choice.tier)].size());
    pick.decision.filled_from_other_tier = share_of(choice) != choice.quota_tier;
    pick.decision.selection_probability = scorer_.probability_above(row, needed);
    return pick;
  }
  // The tier as quotas count it: luxury and vip are premium.
  static Tier share_of(const Choice& choice) {
    return choice.tier == Tier::luxury || choice.tier == Tier::vip ? Tier::premium : choice.tier;
  }

 private:
  const PickRequest& request_;
  const Scorer& scorer_;
  Candidates& candidates_;
};

void sort_best_first(std::vector<model::Pick>& picks) {
  std::sort(picks.begin(), picks.end(), [](const model::Pick& a, const model::Pick& b) {
    return a.decision.score != b.decision.score ? a.decision.score > b.decision.score
                                                : a.caption_id < b.caption_id;
  });
}

// What each alternate would have needed to be picked: they look on while the week is picked again.
std::vector<Onlooker> watch_again(WeekPicker& picker, const WeekQuota& quota,
                                  const std::vector<Choice>& alternates) {
  std::vector<Onlooker> onlookers;
  for (const Choice& alternate : alternates) onlookers.push_back({alternate.row});
  picker.pick_week(quota, std::nullopt, onlookers);
  return onlookers;
}

// What a picked caption needed: it looks on while the week is picked without it.
double needed_by(WeekPicker& picker, const WeekQuota& quota, CaptionBank::Row row) {
  Onlooker onlooker{row};
  picker.pick_week(quota, row, {&onlooker, 1});
  return onlooker.needed;
}

std::string name_of_share(Tier tier) { return std::string(to_string(tier)); }

// A sentence for each quota that its own tier could not serve, and for what nothing could.
void warn_of_shortages(CaptionPool& pool, const std::vector<Choice>& week) {
  int ppvs = 0;
  int bumps = 0;
  for (const Choice& choice : week) ++(choice.tier == Tier::bump ? bumps : ppvs);
  for (const Tier tier : {Tier::budget, Tier::mid, Tier::premium}) {
    model::TierCounts sources;
    for (const Choice& choice : week) {
      if (choice.quota_tier == tier) ++sources[PoolMaker::share_of(choice)];
    }
    const int own = sources[tier];
    if (own == pool.quota[tier]) continue;
    std::string sentence = "The tier " + name_of_share(tier) +
                           " is short: " + std::to_string(pool.quota[tier]) + " PPVs wanted, " +
                           std::to_string(own) + " captions free";
    for (const Tier source : {Tier::budget, Tier::mid, Tier::premium}) {
      if (source == tier || sources[source] == 0) continue;
      sentence += ", " + std::to_string(sources[source]) + " filled from " + name_of_share(source);
    }
    pool.warnings.push_back(sentence + ".");
  }
  const auto warn_if_missing = [&](int wanted, int got, const char* type) {
    if (got == wanted) return;
    pool.warnings.push_back("The week is short of captions: " + std::to_string(got) + " of " +
                            std::to_string(wanted) + " " + type + " have one.");
  };
  warn_if_missing(pool.quota.total(), ppvs, "PPVs");
  warn_if_missing(pool.bump_quota, bumps, "bumps");
}

void warn_of_small_pool(CaptionPool& pool) {
  const std::size_t offered =
      pool.ppv.size() + pool.ppv_alternates.size() + pool.bump.size() + pool.bump_alternates.size();
  const bool is_week_empty = pool.quota.total() + pool.bump_quota == 0;
  if (is_week_empty || static_cast<int>(offered) >= pool.target) return;
  pool.warnings.push_back("The pool offers " + std::to_string(offered) +
                          " captions; its target is " + std::to_string(pool.target) + ".");
}

std::vector<Choice> pick_all_alternates(WeekPicker& picker, const WeekQuota& quota,
                                        const CaptionPool& pool, const std::vector<Choice>& week) {
  std::array<int, 6> picked{};
  for (const Choice& choice : week) {
    ++picked[static_cast<std::size_t>(PoolMaker::share_of(choice))];
  }
  PoolShares shares(pool.target, quota.ppv.total() + quota.bump);
  std::vector<Choice> alternates;
  for (const Tier tier : {Tier::premium, Tier::mid, Tier::budget, Tier::bump}) {
    const int share = shares.next(tier == Tier::bump ? quota.bump : quota.ppv[tier]);
    const int count = share - picked[static_cast<std::size_t>(tier)];
    const std::vector<Choice> of_tier = picker.pick_alternates(tier, quota.segment, count);
    alternates.insert(alternates.end(), of_tier.begin(), of_tier.end());
  }
  return alternates;
}

}  // namespace

CaptionPool pick(const PickRequest& request) {
  const WeekQuota quota = week_quota(request);
  const WeekBudgets budgets = budgets_before_pick(request);
  const Restrictions restrictions(request.inputs.restrictions, request.bank);
  Filtered filtered = filter_bank(request, restrictions, budgets);
  const Scorer scorer(request, restrictions);
  Candidates candidates = score_all(request, scorer, filtered.rows);

  CaptionPool pool;
  pool.quota = quota.ppv;
  pool.bump_quota = quota.bump;
  pool.target = pool_target(request.report.account_classification.size_tier,
                            request.report.saturation.risk_level, quota.ppv.total() + quota.bump);
  pool.health = filtered.health;
  pool.filtered = std::move(filtered.removed);
  pool.warnings = thin_pool_warnings(request, pool.health);

  WeekPicker picker(request.bank, scorer, budgets, candidates);
  const std::vector<Choice> week = picker.pick_week(quota, std::nullopt, {});
  const std::vector<Choice> alternates = pick_all_alternates(picker, quota, pool, week);
  const std::vector<Onlooker> onlookers = watch_again(picker, quota, alternates);

  const PoolMaker maker(request, scorer, candidates);
  for (const Choice& choice : week) {
    const bool is_bump = choice.tier == Tier::bump;
    if (!is_bump) ++pool.filled[PoolMaker::share_of(choice)];
    (is_bump ? pool.bump : pool.ppv)
        .push_back(maker.make(choice, needed_by(picker, quota, choice.row)));
  }
  for (std::size_t i = 0; i < alternates.size(); ++i) {
    (alternates[i].tier == Tier::bump ? pool.bump_alternates : pool.ppv_alternates)
        .push_back(maker.make(alternates[i], onlookers[i].needed));
  }
  for (auto* picks : {&pool.ppv, &pool.ppv_alternates, &pool.bump, &pool.bump_alternates}) {
    sort_best_first(*picks);
  }
  warn_of_shortages(pool, week);
  warn_of_small_pool(pool);
  return pool;
}

}  // namespace eros::captions
