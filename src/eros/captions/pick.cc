#include "eros/captions/pick.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "eros/captions/filters.h"
#include "eros/captions/quotas.h"
#include "eros/captions/random_picks.h"
#include "eros/captions/shortages.h"
#include "eros/captions/week_picker.h"

namespace eros::captions {
namespace {

using model::CaptionBank;
using model::CaptionPool;
using model::Tier;

int sum(const std::array<int, 7>& of_days) {
  return std::accumulate(of_days.begin(), of_days.end(), 0);
}

// `bump_per_day` leaves out what would not fit beside the PPVs; but PPVs may find no time.
WeekQuota week_quota(const PickRequest& request) {
  const model::Volume& volume = request.volume;
  return {tier_quota(sum(volume.ppv_per_day), request.segment()),
          std::min(volume.bump, 7 * volume.max_messages_per_day), request.segment(), volume.zone};
}

// The pool's size for one quota after another: shares of the target that sum to it.
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

// How many of the pool are bumps: a quarter more than the week needs. No rule speaks of their
// order, so the rest serves the PPVs, which must find one that keeps the pattern rules.
int bump_share(const WeekQuota& quota, int target) {
  if (quota.ppv.total() == 0) return target;
  return quota.bump == 0 ? 0 : quota.bump + quota.bump / 4 + 1;
}

std::vector<Choice> pick_alternates(WeekPicker& picker, const WeekQuota& quota, int target,
                                    const std::vector<Choice>& week) {
  std::array<int, 6> picked{};
  for (const Choice& choice : week) ++picked[static_cast<std::size_t>(share_of(choice.tier))];
  const int bumps = bump_share(quota, target);
  PoolShares shares(target - bumps, quota.ppv.total());
  std::vector<Choice> alternates;
  const auto add = [&](Tier tier, int count) {
    const std::vector<Choice> of_tier = picker.pick_alternates(tier, quota.segment, count);
    alternates.insert(alternates.end(), of_tier.begin(), of_tier.end());
  };
  for (const Tier tier : {Tier::premium, Tier::mid, Tier::budget, Tier::bump}) {
    const int share = tier == Tier::bump ? bumps : shares.next(quota.ppv[tier]);
    add(tier, share - picked[static_cast<std::size_t>(tier)]);
  }
  // What a tier cannot offer the others do.
  if (quota.ppv.total() == 0) return alternates;
  for (const Tier tier : {Tier::mid, Tier::budget, Tier::premium}) {
    add(tier, target - static_cast<int>(week.size() + alternates.size()));
  }
  return alternates;
}

// A week with its alternates, and the score that each caption needed to get into the week.
struct Chosen {
  std::vector<Choice> week;
  std::vector<Choice> alternates;
  std::vector<double> week_needed;
  std::vector<double> alternates_needed;
  std::array<std::int64_t, 6> candidates{};  // by tier
};

std::vector<CaptionBank::Row> rows_of(const std::vector<Choice>& choices) {
  std::vector<CaptionBank::Row> rows;
  for (const Choice& choice : choices) rows.push_back(choice.row);
  return rows;
}

// The score that each of the rows needed to get into the week. Those that did not get in look on
// while the same week is picked again; a picked one looks on while the week is picked without it.
std::vector<double> needed_scores(WeekPicker& picker, const WeekQuota& quota,
                                  const std::vector<Choice>& week,
                                  std::span<const CaptionBank::Row> rows) {
  const std::vector<CaptionBank::Row> picked = rows_of(week);
  std::vector<Onlooker> all;
  std::vector<Onlooker> not_picked;
  for (const CaptionBank::Row row : rows) {
    Onlooker onlooker{row};
    if (std::find(picked.begin(), picked.end(), row) == picked.end()) {
      not_picked.push_back(onlooker);
    } else {
      picker.pick_week(quota, row, {&onlooker, 1});
    }
    all.push_back(onlooker);
  }
  if (!not_picked.empty()) picker.pick_week(quota, std::nullopt, not_picked);
  auto next = not_picked.begin();
  std::vector<double> needed;
  for (const Onlooker& onlooker : all) {
    const bool is_next = next != not_picked.end() && next->row == onlooker.row;
    needed.push_back(is_next ? (next++)->needed : onlooker.needed);
  }
  return needed;
}

Chosen choose(const PickRequest& request, const Scorer& scorer, const WeekBudgets& budgets,
              const WeekQuota& quota, int target, Candidates candidates) {
  Chosen chosen;
  for (std::size_t tier = 0; tier < candidates.size(); ++tier) {
    for (const KindCandidates& of_kind : candidates[tier]) {
      chosen.candidates[tier] += static_cast<std::int64_t>(of_kind.size());
    }
  }
  WeekPicker picker(request.bank, scorer, budgets, candidates);
  chosen.week = picker.pick_week(quota, std::nullopt, {});
  chosen.alternates = pick_alternates(picker, quota, target, chosen.week);
  chosen.alternates_needed = needed_scores(picker, quota, chosen.week, rows_of(chosen.alternates));
  chosen.week_needed = needed_scores(picker, quota, chosen.week, rows_of(chosen.week));
  return chosen;
}

model::Pick make_pick(const CaptionBank& bank, const Scorer& scorer, const Choice& choice,
                      double needed, std::int64_t candidates) {
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
  pick.decision = scorer.explain(row, choice.budget_penalty);
  pick.decision.candidates = candidates;
  pick.decision.filled_from_other_tier = share_of(choice.tier) != choice.quota_tier;
  pick.decision.selection_probability = scorer.probability_above(row, needed);
  return pick;
}

void sort_best_first(std::vector<model::Pick>& picks) {
  std::sort(picks.begin(), picks.end(), [](const model::Pick& a, const model::Pick& b) {
    return a.decision.score != b.decision.score ? a.decision.score > b.decision.score
                                                : a.caption_id < b.caption_id;
  });
}

void add_picks(const CaptionBank& bank, const Scorer& scorer, const Chosen& chosen,
               CaptionPool& pool) {
  const auto make = [&](const Choice& choice, double needed) {
    return make_pick(bank, scorer, choice, needed,
                     chosen.candidates[static_cast<std::size_t>(choice.tier)]);
  };
  for (std::size_t i = 0; i < chosen.week.size(); ++i) {
    const Choice& choice = chosen.week[i];
    const bool is_bump = choice.tier == Tier::bump;
    if (!is_bump) ++pool.filled[share_of(choice.tier)];
    (is_bump ? pool.bump : pool.ppv).push_back(make(choice, chosen.week_needed[i]));
  }
  for (std::size_t i = 0; i < chosen.alternates.size(); ++i) {
    const Choice& choice = chosen.alternates[i];
    (choice.tier == Tier::bump ? pool.bump_alternates : pool.ppv_alternates)
        .push_back(make(choice, chosen.alternates_needed[i]));
  }
  for (auto* picks : {&pool.ppv, &pool.ppv_alternates, &pool.bump, &pool.bump_alternates}) {
    sort_best_first(*picks);
  }
}

// Where the page has sales, and nothing is known of what its captions earn.
void warn_if_unlearned(const PickRequest& request, std::vector<std::string>& warnings) {
  const bool is_learned = request.learned != nullptr && request.learned->is_learned();
  const model::PageHistory& history = request.inputs.history;
  if (is_learned || !request.inputs.caption_stats.empty()) return;
  if (history.page.total.purchased == 0) return;
  const bool is_any_linked = std::ranges::any_of(
      history.categories, [](const model::CategoryRollup& row) { return row.rollup.paid > 0; });
  warnings.emplace_back(
      is_any_linked
          ? "Nothing has been learned yet of what captions earn: run 'eros learn', then plan again."
          : "No PPV that was sent has a text of the caption bank, so that nothing is known of what "
            "captions earn.");
}

}  // namespace

CaptionPool pick(const PickRequest& request) {
  const WeekQuota quota = week_quota(request);
  const WeekBudgets budgets = budgets_before_pick(request);
  const Restrictions restrictions(request.inputs.restrictions, request.bank);
  Filtered filtered = filter_bank(request, restrictions, budgets);
  const RandomPicks random(request, quota, filtered.rows);
  const Scorer scorer(request, restrictions, &random);

  CaptionPool pool;
  pool.quota = quota.ppv;
  pool.bump_quota = quota.bump;
  pool.target = pool_target(request.report.account_classification.size_tier,
                            request.report.saturation.risk_level, quota.ppv.total() + quota.bump);
  const Chosen chosen = choose(request, scorer, budgets, quota, pool.target,
                               candidates_among(filtered.rows, request, scorer));
  add_picks(request.bank, scorer, chosen, pool);

  pool.health = filtered.health;
  pool.filtered = std::move(filtered.removed);
  pool.warnings = thin_pool_warnings(request, pool.health);
  const std::vector<std::string> shortages =
      shortage_warnings(request, budgets, filtered.rows, pool, chosen.week);
  pool.warnings.insert(pool.warnings.end(), shortages.begin(), shortages.end());
  warn_if_unlearned(request, pool.warnings);
  return pool;
}

std::vector<double> selection_probabilities(const PickRequest& request,
                                            std::span<const CaptionBank::Row> rows) {
  const WeekQuota quota = week_quota(request);
  const WeekBudgets budgets = budgets_before_pick(request);
  const Restrictions restrictions(request.inputs.restrictions, request.bank);
  const std::vector<CaptionBank::Row> eligible = filter_bank(request, restrictions, budgets).rows;
  const RandomPicks random(request, quota, eligible);
  const Scorer scorer(request, restrictions, &random);

  Candidates candidates = candidates_among(eligible, request, scorer);
  WeekPicker picker(request.bank, scorer, budgets, candidates);
  const std::vector<Choice> week = picker.pick_week(quota, std::nullopt, {});
  const std::vector<double> needed = needed_scores(picker, quota, week, rows);
  std::vector<double> probabilities;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool is_eligible = std::binary_search(eligible.begin(), eligible.end(), rows[i]);
    probabilities.push_back(is_eligible ? scorer.probability_above(rows[i], needed[i]) : 0.0);
  }
  return probabilities;
}

}  // namespace eros::captions
