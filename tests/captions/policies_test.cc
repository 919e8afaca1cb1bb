#include "eros/captions/policies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "eros/captions/wilson.h"

namespace eros::captions {
namespace {

struct WilsonReference {
  double successes, failures, lower, upper;
};
// statsmodels 0.15.0, proportion_confint(method='wilson', alpha=2*norm.sf(1.96)), SciPy 1.17.1.
constexpr WilsonReference wilson_references[] = {
    {1, 1, 0.0945286548008662, 0.9054713451991339},
    {5, 15, 0.11186005278940306, 0.4687050099580635},
    {12.5, 27.75, 0.18948720322071877, 0.4646419279516587},
    {0, 10, 0.0, 0.27754016876661647},
    {99, 1, 0.9455124752390653, 0.9982326134344526},
    {1, 999, 0.0001765418290572713, 0.00564270296016047}};

TEST(Wilson, IntervalAgreesWithStatsmodels) {
  for (const WilsonReference& reference : wilson_references) {
    const model::Interval interval = wilson_interval({reference.successes, reference.failures});
    EXPECT_NEAR(interval.lower, reference.lower, 1e-12);
    EXPECT_NEAR(interval.upper, reference.upper, 1e-12);
  }
  const model::Interval nothing_known = wilson_interval({0.0, 0.0});
  EXPECT_EQ(nothing_known.lower, 0.0);
  EXPECT_EQ(nothing_known.upper, 1.0);
}

TEST(Wilson, ProbabilityIsThatOfAUniformInTheInterval) {
  const Policy& wilson = find_policy("wilson");
  const model::Interval interval = wilson_interval({5, 15});
  EXPECT_EQ(wilson.probability_above({5, 15}, interval.lower - 0.01), 1.0);
  EXPECT_EQ(wilson.probability_above({5, 15}, interval.upper + 0.01), 0.0);
  EXPECT_NEAR(wilson.probability_above({5, 15}, (interval.lower + interval.upper) / 2), 0.5, 1e-12);
}

struct BetaReference {
  double successes, failures, threshold, probability;
};
// SciPy 1.17.1, scipy.stats.beta.sf.
constexpr BetaReference beta_references[] = {{1, 1, 0.3, 0.7},
                                             {2, 5, 0.25, 0.533935546875},
                                             {12.5, 27.75, 0.4, 0.11275870479165252},
                                             {1, 100, 0.02, 0.1326195558947532},
                                             {40, 2, 0.99, 0.06343953800244738}};

TEST(Beta, ProbabilityAgreesWithScipy) {
  const Policy& beta = find_policy("beta");
  for (const BetaReference& reference : beta_references) {
    EXPECT_NEAR(
        beta.probability_above({reference.successes, reference.failures}, reference.threshold),
        reference.probability, 1e-12);
  }
  EXPECT_EQ(beta.probability_above({2, 5}, -0.1), 1.0);
  EXPECT_EQ(beta.probability_above({2, 5}, 1.1), 0.0);
}

// Every policy: the share of draws above a threshold is the probability that it states. 40,000
// draws of a fixed seed; 0.012 is nearly five standard errors.
TEST(Policies, DrawsFollowTheStatedProbabilities) {
  const base::RandomStream stream(11, "policies_test");
  for (const Policy* policy : policies()) {
    for (const Arm& arm : {Arm{1, 1}, Arm{3.5, 9.25}, Arm{0.4, 0.7}, Arm{120, 30}}) {
      for (const double threshold : {0.1, 0.3, 0.5, 0.8}) {
        int above = 0;
        for (std::uint64_t i = 0; i < 40'000; ++i) {
          base::Draws draws = stream.at(i);
          const double sample = policy->sample(arm, draws);
          ASSERT_GE(sample, 0.0);
          ASSERT_LE(sample, 1.0);
          if (sample > threshold) ++above;
        }
        EXPECT_NEAR(above / 40'000.0, policy->probability_above(arm, threshold), 0.012)
            << policy->name << " " << arm.successes << "/" << arm.failures << " " << threshold;
      }
    }
  }
}

TEST(Policies, NoDrawIsAboveTheHighestAfterItsFirstValue) {
  const base::RandomStream stream(12, "policies_test");
  for (const Policy* policy : policies()) {
    for (const Arm& arm :
         {Arm{1, 1, 0.3, 0.8}, Arm{3.5, 9.25, -2.0, 0.1}, Arm{120, 30, 5.0, 0.0}}) {
      for (std::uint64_t i = 0; i < 4'000; ++i) {
        const std::uint32_t first = stream.firsts(i / 4)[i % 4];
        base::Draws draws = stream.after(i, first);
        EXPECT_LE(policy->sample(arm, draws), policy->highest_draw(arm, first)) << policy->name;
      }
    }
  }
}

// A caption new to the page is told by its first value, within three thousandths of the
// distribution.
TEST(Policies, TheHighestDrawOfANewCaptionIsNearTheDraw) {
  const base::RandomStream stream(13, "policies_test");
  for (const Policy* policy : policies()) {
    for (std::uint64_t i = 0; i < 4'000; ++i) {
      const std::uint32_t first = stream.firsts(i / 4)[i % 4];
      base::Draws draws = stream.after(i, first);
      const double highest = policy->highest_draw({}, first);
      const double drawn = policy->sample({}, draws);
      EXPECT_NEAR(policy->probability_above({}, drawn), policy->probability_above({}, highest),
                  0.003)
          << policy->name;
    }
  }
}

TEST(Policies, AnUnknownNameIsAUsageErrorThatNamesThoseThereAre) {
  EXPECT_EQ(find_policy("beta").name, "beta");
  try {
    find_policy("luck");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::ErrorCode::usage);
    EXPECT_THAT(error.hint(),
                testing::AllOf(testing::HasSubstr("beta"), testing::HasSubstr("wilson")));
  }
}

}  // namespace
}  // namespace eros::captions
