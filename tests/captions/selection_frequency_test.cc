// The stated probabilities of selection against how often captions are picked over thousands of
// weeks, each with all draws new: seeds are all that differs.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "captions/world.h"
#include "eros/captions/pick.h"

namespace eros::captions {
namespace {

using model::CaptionBank;
using model::Pick;
using model::Tier;

struct Case {
  const char* policy;
  double random_share;
  bool is_without_premium = false;  // so that mid fills it up to its ceiling, then budget
};

void PrintTo(const Case& of, std::ostream* out) {
  *out << of.policy << " " << of.random_share << (of.is_without_premium ? " no premium" : "");
}

// Captions that differ, some of them texts that occur twice, some urgent, some of budgets that run
// out within the week, more places than the budget tier has captions.
struct UnequalWorld : World {
  model::Learned learned;
  LearnedBank learned_bank;

  explicit UnequalWorld(const Case& of) {
    const Tier dearest = of.is_without_premium ? Tier::budget : Tier::premium;
    for (std::size_t i = 0; i < 30; ++i) add_one(i, dearest);
    learned.as_of = noon(0);
    learned.observations = 100;
    learned.tiers = {{Tier::mid, -2.0, 0.01, 100}};
    learned_bank = LearnedBank(bank, learned);
    policy = &find_policy(of.policy);
    settings.exploration.random_share = of.random_share;
    want(8, 2);
  }

  void add_one(std::size_t i, Tier dearest) {
    model::Caption caption;
    caption.tier = i < 14 ? Tier::mid : i < 17 ? Tier::budget : i < 24 ? dearest : Tier::bump;
    caption.category = std::array{"Pets", "Art", "Food"}[i % 3];
    caption.trigger = std::array{"Scarcity", "Flash Sale", "FOMO", ""}[i % 4];
    caption.has_urgency = i % 3 == 0;
    caption.text = "Sunny day no. " + std::to_string(i % 25);
    const CaptionBank::Row row = add(caption);
    model::CaptionStats stats;
    stats.caption_id = bank.id[row];
    stats.successes = 1.0 + 2.0 * static_cast<double>(i % 7);
    stats.failures = 5.0;
    inputs.caption_stats.push_back(stats);
    learned.captions.push_back(
        {bank.id[row], -2.0 + 0.15 * static_cast<double>(i % 7), 0.04, 0.5, 4, 2});
  }
  PickRequest request() const {
    return {bank,           inputs, report,     volume, settings,     *policy,
            inputs.planned, held,   superseded, seed,   &learned_bank};
  }
};

class SelectionFrequency : public testing::TestWithParam<Case> {};

TEST_P(SelectionFrequency, IsTheMeanOfTheStatedProbabilities) {
  constexpr int weeks = 4'000;
  UnequalWorld world(GetParam());
  std::vector<CaptionBank::Row> rows(world.bank.size());
  std::iota(rows.begin(), rows.end(), CaptionBank::Row{0});
  std::vector<double> stated(rows.size(), 0.0);
  std::vector<double> possible(rows.size(), 0.0);  // not ruled out by what else was picked
  std::vector<double> times(rows.size(), 0.0);
  std::vector<double> weight(rows.size(), 0.0);
  std::vector<double> variance(rows.size(), 0.0);  // of its number of picks
  std::vector<double> weight_variance(rows.size(), 0.0);
  for (int week = 1; week <= weeks; ++week) {
    world.seed = static_cast<std::uint64_t>(week);
    const PickRequest request = world.request();
    const std::vector<double> probabilities = selection_probabilities(request, rows);
    for (const CaptionBank::Row row : rows) {
      const double probability = probabilities[row];
      stated[row] += probability;
      variance[row] += probability * (1.0 - probability);
      if (probability == 0.0) continue;
      ++possible[row];
      weight_variance[row] += (1.0 - probability) / probability;
    }
    const model::CaptionPool pool = pick(request);
    for (const auto* picks : {&pool.ppv, &pool.bump}) {
      for (const Pick& pick : *picks) {
        const double probability = pick.decision.selection_probability;
        ASSERT_EQ(probability, probabilities[pick.bank_row]) << "what is stored";
        ASSERT_GT(probability, 0.0) << "it was picked";
        ++times[pick.bank_row];
        weight[pick.bank_row] += 1.0 / probability;
      }
    }
    for (const auto* picks : {&pool.ppv_alternates, &pool.bump_alternates}) {
      for (const Pick& pick : *picks) {
        ASSERT_EQ(pick.decision.selection_probability, probabilities[pick.bank_row]);
      }
    }
  }
  for (const CaptionBank::Row row : rows) {
    EXPECT_NEAR(stated[row], times[row], 4.0 * std::sqrt(variance[row]) + 1e-6) << "row " << row;
    EXPECT_GT(stated[row], 0.0) << "no caption is without a chance: row " << row;
    // Horvitz and Thompson 1952: each pick counted as one over its probability, a caption comes to
    // one a week in which it could be, however seldom it is picked. Weights of logged picks rest on
    // this.
    EXPECT_NEAR(weight[row], possible[row], 4.5 * std::sqrt(weight_variance[row]) + 1e-6)
        << "row " << row;
  }
}

INSTANTIATE_TEST_SUITE_P(Policies, SelectionFrequency,
                         testing::Values(Case{"hierarchical", 0.01}, Case{"hierarchical", 0.2},
                                         Case{"beta", 0.01}, Case{"beta", 0.6}, Case{"wilson", 0.1},
                                         Case{"wilson", 1.0}, Case{"hierarchical", 0.6, true},
                                         Case{"beta", 0.01, true}));

TEST(SelectionFrequency, OfAWeekDrawnAtRandomIsTheSameForAll) {
  constexpr int weeks = 3'000;
  UnequalWorld world({"hierarchical", 1.0});
  std::vector<double> times(world.bank.size(), 0.0);
  // Without budgets in the way.
  world.settings.budget = {.urgent = 1'000, .category = 1'000, .triggers = {}};
  for (int week = 1; week <= weeks; ++week) {
    world.seed = static_cast<std::uint64_t>(week);
    const model::CaptionPool pool = pick(world.request());
    for (const Pick& pick : pool.ppv) {
      EXPECT_TRUE(pick.decision.is_random);
      ++times[pick.bank_row];
    }
  }
  // 4 of the 14 of the mid tier.
  int of_mid = 0;
  for (CaptionBank::Row row = 0; row < 14; ++row) of_mid += static_cast<int>(times[row]);
  const double mean = of_mid / 14.0;
  for (CaptionBank::Row row = 0; row < 14; ++row) {
    EXPECT_NEAR(times[row], mean, 4.5 * std::sqrt(mean)) << "row " << row;
  }
}

TEST(SelectionFrequency, OfACaptionThatAFilterRemovedIsNone) {
  UnequalWorld world({"beta", 0.01});
  world.use(std::string(world.bank.text(3)), -2);
  const std::vector<CaptionBank::Row> rows = {3, 4};
  const std::vector<double> probabilities = selection_probabilities(world.request(), rows);
  EXPECT_EQ(probabilities[0], 0.0);
  EXPECT_GT(probabilities[1], 0.0);
}

}  // namespace
}  // namespace eros::captions
