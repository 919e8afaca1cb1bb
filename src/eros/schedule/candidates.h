#pragma once
#include <cstdint>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "eros/model/inputs.h"
#include "eros/model/schedule.h"
#include "eros/model/settings.h"

namespace eros::schedule {

// A caption of the pool, with its names as small numbers (0: none).
struct Candidate {
  const model::Pick* pick = nullptr;
  double score = 0.0;
  int tier = 0;   // its own: what the pattern rule reads
  int quota = 0;  // the tier whose share of the week it takes
  int category = 0;
  int trigger = 0;
  bool urgent = false;
  bool is_alternate = false;  // offered, not picked
};

// What the week's budgets (SPEC 7) still allow, by a candidate's numbers.
struct BudgetLeft {
  int urgent = 0;
  std::vector<int> category;
  std::vector<int> trigger;

  // The budget that has no room for the caption: "urgent_budget", "category_budget",
  // "trigger_budget"; empty if all have.
  std::string_view refuses(const Candidate& caption) const;
  void take(const Candidate& caption) { add(caption, -1); }
  void give_back(const Candidate& caption) { add(caption, 1); }

 private:
  void add(const Candidate& caption, int n);
};

// The pool as the planner sees it: no text twice among the PPVs, nor among the bumps.
struct Candidates {
  std::vector<Candidate> ppv;   // the picked, then the alternates, each best first
  std::size_t picked = 0;       // how many of `ppv` are picked
  std::vector<Candidate> bump;  // likewise
  BudgetLeft left;              // with what `planned` has used taken off
};

// `planned`: the messages of other live schedules within the week; they use up budgets.
// `taken_texts`: text groups that the week already has. The pool must outlive the result.
Candidates candidates_of(const model::CaptionPool& pool,
                         std::span<const model::PlannedElsewhere> planned,
                         const std::set<std::uint32_t>& taken_texts,
                         const model::BudgetSettings& budget);

}  // namespace eros::schedule
