#include "eros/schedule/candidates.h"

#include <limits>
#include <map>
#include <string>

namespace eros::schedule {
namespace {

// No quota is of this tier: its captions serve the premium one.
constexpr model::Tier share_of_random = model::Tier::vip;
constexpr int unlimited = std::numeric_limits<int>::max() / 2;

// Numbers for names, in order of appearance; 0 is the empty name.
class Names {
 public:
  int number(const std::string& name) {
    if (name.empty()) return 0;
    return numbers_.try_emplace(name, static_cast<int>(numbers_.size()) + 1).first->second;
  }
  const std::map<std::string, int>& all() const { return numbers_; }

 private:
  std::map<std::string, int> numbers_;
};

class Builder {
 public:
  explicit Builder(const std::set<std::uint32_t>& taken_texts) : taken_texts_(taken_texts) {}

  void add(const std::vector<model::Pick>& picks, bool are_alternates,
           std::set<std::uint32_t>& seen, std::vector<Candidate>& out) {
    for (const model::Pick& pick : picks) {
      if (taken_texts_.contains(pick.text_group)) continue;
      if (!seen.insert(pick.text_group).second) continue;
      // A random caption stays: it has a share of its own. A caption that fills in for another tier
      // is replaced by its like, not by that tier's.
      const model::Tier quota = pick.decision.is_random                ? share_of_random
                                : pick.decision.filled_from_other_tier ? pick.tier
                                                                       : pick.quota_tier;
      out.push_back({&pick, pick.decision.score, static_cast<int>(pick.tier),
                     static_cast<int>(quota), categories_.number(pick.category),
                     triggers_.number(pick.trigger), pick.has_urgency, are_alternates});
    }
  }

  BudgetLeft left(std::span<const model::PlannedElsewhere> planned,
                  const model::BudgetSettings& budget) {
    for (const model::PlannedElsewhere& message : planned) {
      categories_.number(message.category);
      triggers_.number(message.trigger);
    }
    BudgetLeft left{budget.urgent, {}, {}};
    left.category.assign(categories_.all().size() + 1, budget.category);
    left.category[0] = unlimited;
    left.trigger.assign(triggers_.all().size() + 1, unlimited);
    for (const auto& [name, number] : triggers_.all()) {
      const auto limit = budget.triggers.find(name);
      if (limit != budget.triggers.end()) {
        left.trigger[static_cast<std::size_t>(number)] = limit->second;
      }
    }
    for (const model::PlannedElsewhere& message : planned) {
      left.take({nullptr, 0.0, 0, 0, categories_.number(message.category),
                 triggers_.number(message.trigger), message.has_urgency});
    }
    return left;
  }

 private:
  const std::set<std::uint32_t>& taken_texts_;
  Names categories_;
  Names triggers_;
};

}  // namespace

std::string_view BudgetLeft::refuses(const Candidate& caption) const {
  if (caption.urgent && urgent <= 0) return "urgent_budget";
  if (category[static_cast<std::size_t>(caption.category)] <= 0) return "category_budget";
  if (trigger[static_cast<std::size_t>(caption.trigger)] <= 0) return "trigger_budget";
  return {};
}

void BudgetLeft::add(const Candidate& caption, int n) {
  if (caption.urgent) urgent += n;
  if (caption.category != 0) category[static_cast<std::size_t>(caption.category)] += n;
  if (caption.trigger != 0) trigger[static_cast<std::size_t>(caption.trigger)] += n;
}

Candidates candidates_of(const model::CaptionPool& pool,
                         std::span<const model::PlannedElsewhere> planned,
                         const std::set<std::uint32_t>& taken_texts,
                         const model::BudgetSettings& budget) {
  Candidates candidates;
  Builder builder(taken_texts);
  std::set<std::uint32_t> paid_texts;
  builder.add(pool.ppv, false, paid_texts, candidates.ppv);
  candidates.picked = candidates.ppv.size();
  builder.add(pool.ppv_alternates, true, paid_texts, candidates.ppv);
  std::set<std::uint32_t> free_texts;
  builder.add(pool.bump, false, free_texts, candidates.bump);
  builder.add(pool.bump_alternates, true, free_texts, candidates.bump);
  candidates.left = builder.left(planned, budget);
  return candidates;
}

}  // namespace eros::schedule
