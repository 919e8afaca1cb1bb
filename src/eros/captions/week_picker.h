#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "eros/captions/budgets.h"
#include "eros/captions/candidates.h"
#include "eros/captions/score.h"
#include "eros/captions/week_quota.h"
#include "eros/model/volume.h"
#include "eros/model/words.h"

namespace eros::captions {

// A caption taken for the week.
struct Choice {
  model::CaptionBank::Row row = 0;
  model::Tier tier = model::Tier::mid;        // the caption's own
  model::Tier quota_tier = model::Tier::mid;  // the quota that it serves
  double budget_penalty = 0.0;                // when it was taken
  double score = 0.0;                         // with that penalty
};

// A caption that looks on while a week is picked: how good would it have had to be?
struct Onlooker {
  model::CaptionBank::Row row = 0;
  // The score at budget penalty 0 above which it would have been taken; -infinity if any would do,
  // +infinity if none.
  double needed = std::numeric_limits<double>::infinity();
};

// Picks weeks from one set of candidates: always the caption with the highest score under the
// budgets as they then stand, never a text twice. Quotas come first, the dearest tier first; then
// what is short is filled from other tiers, none of them beyond most_in_order if that can be; then
// bumps.
class WeekPicker {
 public:
  // `candidates` are put in order further as needed. All must outlive the picker.
  WeekPicker(const model::CaptionBank& bank, const Scorer& scorer, const WeekBudgets& budgets,
             Candidates& candidates)
      : bank_(bank), scorer_(scorer), budgets_at_start_(budgets), candidates_(candidates) {}

  // Picks a week anew, as if `absent` were not in the bank, while `onlookers`, none of which gets
  // picked, look on.
  std::vector<Choice> pick_week(const WeekQuota& quota,
                                std::optional<model::CaptionBank::Row> absent,
                                std::span<Onlooker> onlookers);
  // After pick_week: the next best captions for a quota, under the budgets as the week left them.
  // Paid ones with a trigger that nothing picked so far has come first: a week's order needs
  // triggers that differ.
  std::vector<Choice> pick_alternates(model::Tier quota_tier, model::Segment segment, int count);

 private:
  void start(std::optional<model::CaptionBank::Row> absent, std::span<Onlooker> onlookers);
  std::optional<Choice> choose(std::span<const model::Tier> tiers);
  std::optional<Choice> best_of(std::span<const model::Tier> tiers,
                                bool is_new_trigger_wanted = false);
  void mark_taken(const Choice& choice);
  bool is_free(model::CaptionBank::Row row) const;
  bool has_picked(std::uint32_t trigger) const;
  void let_look_on(std::span<const model::Tier> tiers, const std::optional<Choice>& taken);
  // Fills what is short from other tiers, of each of which the week gets so many at most.
  void fill(const WeekQuota& quota, model::TierCounts& missing, int most_of_a_tier);
  int count_of(model::Tier tier) const;  // in the week so far
  bool take(std::span<const model::Tier> tiers, model::Tier quota_tier);

  const model::CaptionBank& bank_;
  const Scorer& scorer_;
  const WeekBudgets& budgets_at_start_;
  Candidates& candidates_;
  // Of the week being picked.
  std::optional<WeekBudgets> budgets_;
  std::array<std::vector<std::size_t>, 6> passed_;  // by tier, kind: how many are behind
  std::vector<std::uint32_t> taken_groups_;
  std::vector<std::uint32_t> taken_triggers_;  // of PPVs
  std::vector<Choice> taken_;
  std::optional<model::CaptionBank::Row> absent_;
  std::span<Onlooker> onlookers_;
};

}  // namespace eros::captions
