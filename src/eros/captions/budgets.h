#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "eros/captions/request.h"
#include "eros/model/caption.h"
#include "eros/model/settings.h"

namespace eros::captions {

// What a caption takes of the week's budgets. Captions of one kind are alike to them.
struct Kind {
  std::uint32_t category = 0;  // numbers of names in the bank; 0 takes nothing
  std::uint32_t trigger = 0;
  bool is_urgent = false;
  bool operator==(const Kind&) const = default;
};
inline Kind kind_of(const model::CaptionBank& bank, model::CaptionBank::Row row) {
  return {bank.category[row], bank.trigger[row], bank.has_urgency[row] != 0};
}

// The budgets of a planned week on one page (SPEC 7): urgent captions, captions of one category,
// captions of each limited trigger; PPVs and bumps together. Copied freely; every call takes
// constant time.
class WeekBudgets {
 public:
  WeekBudgets(const model::BudgetSettings& settings, const model::CaptionBank& bank);

  void add(const Kind& kind);
  // Is one of the kind's budgets at its limit?
  bool is_exhausted(const Kind& kind) const {
    return (kind.is_urgent && urgent_.is_at_limit()) || categories_[kind.category].is_at_limit() ||
           triggers_[kind.trigger].is_at_limit();
  }
  // The kind's budgets that are at their limit, in words: "category Pets". `bank` names them.
  std::vector<std::string> used_up(const Kind& kind, const model::CaptionBank& bank) const;
  // Is any budget at its limit? Takes time in the number of names.
  bool is_any_exhausted() const;
  // 0 or less. From 80 % of a budget: urgent -0.5, category -0.3, trigger -0.5; from 60 %:
  // category -0.15, trigger -0.2.
  double penalty(const Kind& kind) const;

 private:
  struct Budget {
    int used = 0;
    int limit = 0;
    bool is_at_limit() const { return used >= limit; }
    bool has_reached(int percent) const { return used * 100 >= limit * percent; }
  };
  Budget urgent_;
  std::vector<Budget> categories_;  // by name number
  std::vector<Budget> triggers_;    // by name number
};

// The week's budgets with what live schedules that stay have already planned for its days.
WeekBudgets budgets_before_pick(const PickRequest& request);

}  // namespace eros::captions
