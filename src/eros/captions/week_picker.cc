#include "eros/captions/week_picker.h"

#include <algorithm>

#include "eros/captions/quotas.h"

namespace eros::captions {
namespace {

using model::CaptionBank;
using model::Tier;

std::size_t index(Tier tier) { return static_cast<std::size_t>(tier); }

// The tiers whose captions serve a quota.
std::vector<Tier> tiers_of_quota(Tier quota_tier, model::Segment segment) {
  if (quota_tier == Tier::premium && segment == model::Segment::luxury) {
    return {Tier::premium, Tier::luxury, Tier::vip};
  }
  return {quota_tier};
}

// Where a shortfall is made good: the cheaper tiers from the next one down, then the dearer ones;
// in YELLOW budget before all.
std::vector<Tier> tiers_to_fill_from(Tier short_tier, model::Zone zone) {
  if (short_tier == Tier::budget) return {Tier::mid, Tier::premium};
  if (short_tier == Tier::mid) return {Tier::budget, Tier::premium};
  if (zone == model::Zone::yellow) return {Tier::budget, Tier::mid};
  return {Tier::mid, Tier::budget};
}

bool contains(std::span<const Tier> tiers, Tier tier) {
  return std::find(tiers.begin(), tiers.end(), tier) != tiers.end();
}

bool is_better(const Choice& a, const Choice& b) {
  return a.score != b.score ? a.score > b.score : a.row < b.row;
}

}  // namespace

std::vector<Choice> WeekPicker::pick_week(const WeekQuota& quota,
                                          std::optional<CaptionBank::Row> absent,
                                          std::span<Onlooker> onlookers) {
  start(absent, onlookers);
  model::TierCounts missing = quota.ppv;
  for (const Tier tier : {Tier::premium, Tier::mid, Tier::budget}) {
    const std::vector<Tier> own = tiers_of_quota(tier, quota.segment);
    while (missing[tier] > 0 && take(own, tier)) --missing[tier];
  }
  // Beyond the ceiling only what no tier below it could give.
  fill(quota, missing, most_in_order(quota.ppv.total()));
  fill(quota, missing, quota.ppv.total());
  const Tier bump = Tier::bump;
  for (int i = 0; i < quota.bump && take({&bump, 1}, bump); ++i) {
  }
  return taken_;
}

std::vector<Choice> WeekPicker::pick_alternates(Tier quota_tier, model::Segment segment,
                                                int count) {
  onlookers_ = {};
  const std::vector<Tier> tiers = tiers_of_quota(quota_tier, segment);
  std::vector<Choice> alternates;
  while (static_cast<int>(alternates.size()) < count) {
    std::optional<Choice> choice;
    if (quota_tier != Tier::bump) choice = best_of(tiers, true);
    if (!choice) choice = choose(tiers);
    if (!choice) break;
    choice->quota_tier = quota_tier;
    mark_taken(*choice);
    alternates.push_back(*choice);
  }
  return alternates;
}

void WeekPicker::start(std::optional<CaptionBank::Row> absent, std::span<Onlooker> onlookers) {
  budgets_ = budgets_at_start_;
  for (std::vector<std::size_t>& of_tier : passed_) {
    std::fill(of_tier.begin(), of_tier.end(), std::size_t{0});
  }
  taken_groups_.clear();
  taken_triggers_.clear();
  taken_.clear();
  absent_ = absent;
  onlookers_ = onlookers;
}

void WeekPicker::fill(const WeekQuota& quota, model::TierCounts& missing, int most_of_a_tier) {
  for (const Tier tier : {Tier::budget, Tier::mid, Tier::premium}) {
    for (const Tier source : tiers_to_fill_from(tier, quota.zone)) {
      while (missing[tier] > 0 && count_of(source) < most_of_a_tier && take({&source, 1}, tier)) {
        --missing[tier];
      }
    }
  }
}

int WeekPicker::count_of(Tier tier) const {
  return static_cast<int>(
      std::ranges::count_if(taken_, [&](const Choice& choice) { return choice.tier == tier; }));
}

bool WeekPicker::take(std::span<const Tier> tiers, Tier quota_tier) {
  std::optional<Choice> choice = choose(tiers);
  if (!choice) return false;
  choice->quota_tier = quota_tier;
  mark_taken(*choice);
  budgets_->add(kind_of(bank_, choice->row));
  taken_.push_back(*choice);
  return true;
}

std::optional<Choice> WeekPicker::choose(std::span<const Tier> tiers) {
  const std::optional<Choice> best = best_of(tiers);
  let_look_on(tiers, best);
  return best;
}

std::optional<Choice> WeekPicker::best_of(std::span<const Tier> tiers, bool is_new_trigger_wanted) {
  std::optional<Choice> best;
  for (const Tier tier : tiers) {
    std::vector<KindCandidates>& kinds = candidates_[index(tier)];
    std::vector<std::size_t>& passed = passed_[index(tier)];
    passed.resize(kinds.size(), 0);
    const double effect = scorer_.budget_effect(tier);
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      const Kind& kind = kinds[k].kind();
      // Penalties only take away: most kinds are out without a look at the budgets.
      const double bound = kinds[k].bound(passed[k]);
      if (best && bound < best->score) continue;
      if (is_new_trigger_wanted && has_picked(kind.trigger)) continue;
      if (budgets_->is_exhausted(kind)) continue;
      const double penalty = budgets_->penalty(kind);
      if (best && bound + effect * penalty < best->score) continue;
      // Whether the first is still free is asked only where it would win.
      while (const Candidate* first = kinds[k].nth(passed[k], scorer_)) {
        const Choice choice{first->row, tier, tier, penalty, first->score + effect * penalty};
        if (best && !is_better(choice, *best)) break;
        if (is_free(first->row)) {
          best = choice;
          break;
        }
        ++passed[k];
      }
    }
  }
  return best;
}

void WeekPicker::mark_taken(const Choice& choice) {
  taken_groups_.push_back(bank_.text_group[choice.row]);
  if (choice.tier != Tier::bump) taken_triggers_.push_back(bank_.trigger[choice.row]);
}

bool WeekPicker::has_picked(std::uint32_t trigger) const {
  return std::find(taken_triggers_.begin(), taken_triggers_.end(), trigger) !=
         taken_triggers_.end();
}

bool WeekPicker::is_free(CaptionBank::Row row) const {
  return row != absent_ && std::find(taken_groups_.begin(), taken_groups_.end(),
                                     bank_.text_group[row]) == taken_groups_.end();
}

// An onlooker would have been taken here had its score at this moment's penalty beaten the winner.
void WeekPicker::let_look_on(std::span<const Tier> tiers, const std::optional<Choice>& taken) {
  for (Onlooker& onlooker : onlookers_) {
    const Tier tier = bank_.tier[onlooker.row];
    if (!contains(tiers, tier)) continue;
    const Kind kind = kind_of(bank_, onlooker.row);
    const bool is_text_taken = std::find(taken_groups_.begin(), taken_groups_.end(),
                                         bank_.text_group[onlooker.row]) != taken_groups_.end();
    if (is_text_taken || budgets_->is_exhausted(kind)) continue;
    const double needed = taken
                              ? taken->score - scorer_.budget_effect(tier) * budgets_->penalty(kind)
                              : -std::numeric_limits<double>::infinity();
    onlooker.needed = std::min(onlooker.needed, needed);
  }
}

}  // namespace eros::captions
