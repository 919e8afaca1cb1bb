#include "eros/schedule/standing.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "eros/schedule/place.h"
#include "eros/schedule/validate.h"
#include "schedule/random_week.h"

namespace eros::schedule {
namespace {

using testing::RandomWeek;

// A plan whose decisions are questioned with the validator, which shares no code with the planner.
class Plan {
 public:
  explicit Plan(std::uint64_t seed)
      : week_(seed, RandomWeek::Kind::ample), schedule_(place(week_.request()).schedule) {
    for (const auto* picks : {&week_.pool.ppv, &week_.pool.ppv_alternates}) {
      for (const model::Pick& pick : *picks) picks_.push_back(&pick);
    }
    for (std::size_t at = 0; at < schedule_.messages.size(); ++at) {
      used_.insert(schedule_.messages[at].caption_id);
      if (schedule_.messages[at].type == model::MessageType::ppv) ppvs_.push_back(at);
    }
  }

  const std::vector<std::size_t>& ppvs() const { return ppvs_; }
  const model::PlannedMessage& message(std::size_t at) const { return schedule_.messages[at]; }
  const model::Pick& pick(base::CaptionId id) const {
    for (const model::Pick* pick : picks_) {
      if (pick->caption_id == id) return *pick;
    }
    throw std::out_of_range("no such caption");
  }

  // The unused captions of the tier of a message.
  std::vector<const model::Pick*> unused_like(std::size_t at) const {
    std::vector<const model::Pick*> unused;
    for (const model::Pick* pick : picks_) {
      if (pick->quota_tier == pick_of(at).quota_tier && !used_.contains(pick->caption_id)) {
        unused.push_back(pick);
      }
    }
    return unused;
  }
  const model::Pick& pick_of(std::size_t at) const { return pick(message(at).caption_id); }

  // The rules that the plan breaks with this caption in that place.
  std::set<std::string> broken_with(std::size_t at, const model::Pick& pick) const {
    model::Schedule changed = schedule_;
    put(changed, at, pick);
    return broken(changed);
  }
  std::set<std::string> broken_by_exchange(std::size_t a, std::size_t b) const {
    model::Schedule changed = schedule_;
    put(changed, a, pick_of(b));
    put(changed, b, pick_of(a));
    return broken(changed);
  }

 private:
  void put(model::Schedule& schedule, std::size_t at, const model::Pick& pick) const {
    model::PlannedMessage& message = schedule.messages[at];
    message.caption_id = pick.caption_id;
    message.bank_row = pick.bank_row;
    message.caption_text = week_.bank.text(pick.bank_row);
    message.caption_key = "key " + std::to_string(pick.text_group);
    message.tier = pick.tier;
    message.category = pick.category;
    message.trigger = pick.trigger;
    message.has_urgency = pick.has_urgency;
  }
  std::set<std::string> broken(const model::Schedule& schedule) const {
    std::set<std::string> rules;
    for (const model::Violation& found : validate(week_.question(schedule)).violations) {
      // A follow-up may no longer suit its PPV: bumps are placed after the captions.
      if (found.rule != "follow_up") rules.insert(found.rule);
    }
    return rules;
  }

  RandomWeek week_;
  model::Schedule schedule_;
  std::vector<const model::Pick*> picks_;
  std::vector<std::size_t> ppvs_;
  std::set<base::CaptionId> used_;
};

constexpr std::uint64_t plans = 60;

TEST(Standing, RunnerUpIsTheBestThatCouldStandThere) {
  int questioned = 0;
  for (std::uint64_t seed = 1; seed <= plans; ++seed) {
    const Plan plan(seed);
    for (const std::size_t at : plan.ppvs()) {
      const model::Decision& decision = plan.message(at).decision;
      for (const model::Pick* pick : plan.unused_like(at)) {
        const bool is_runner_up = decision.runner_up == pick->caption_id;
        if (is_runner_up) {
          EXPECT_DOUBLE_EQ(*decision.runner_up_score, pick->decision.score);
        }
        const bool is_better =
            !decision.runner_up || pick->decision.score > *decision.runner_up_score;
        if (!is_runner_up && !is_better) continue;
        ++questioned;
        EXPECT_EQ(plan.broken_with(at, *pick).empty(), is_runner_up)
            << "seed " << seed << ", message " << at;
      }
    }
  }
  EXPECT_GT(questioned, 500);
}

TEST(Standing, BindingConstraintIsWhatTheBestSingleChangeWouldBreak) {
  int bound = 0;
  int free = 0;
  for (std::uint64_t seed = 1; seed <= plans; ++seed) {
    const Plan plan(seed);
    for (const std::size_t at : plan.ppvs()) {
      const model::Decision& here = plan.message(at).decision;
      double most_gain = 1e-12;
      std::set<std::string> rules;
      const auto change = [&](double gain, const auto& broken) {
        if (gain <= most_gain) return;
        most_gain = gain;
        rules = broken();
        EXPECT_FALSE(rules.empty()) << "seed " << seed << ": a change would have been better";
      };
      for (const model::Pick* pick : plan.unused_like(at)) {
        change(here.slot_value * (pick->decision.score - here.score),
               [&] { return plan.broken_with(at, *pick); });
      }
      for (const std::size_t other : plan.ppvs()) {
        const model::Decision& there = plan.message(other).decision;
        change((here.slot_value - there.slot_value) * (there.score - here.score),
               [&] { return plan.broken_by_exchange(at, other); });
      }
      if (rules.empty()) {
        EXPECT_EQ(here.binding_constraint, "") << "seed " << seed << ", message " << at;
        ++free;
      } else {
        EXPECT_TRUE(rules.contains(here.binding_constraint))
            << "seed " << seed << ", message " << at << ": " << here.binding_constraint;
        ++bound;
      }
    }
  }
  EXPECT_GT(bound, 20);
  EXPECT_GT(free, 200);
}

}  // namespace
}  // namespace eros::schedule
