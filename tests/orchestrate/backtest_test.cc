#include "eros/orchestrate/backtest/backtest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "eros/base/error.h"
#include "eros/orchestrate/backtest/chart.h"
#include "eros/orchestrate/backtest/comparison.h"
#include "eros/orchestrate/backtest/comparison_json.h"
#include "eros/orchestrate/backtest/kept_results.h"
#include "eros/simulate/world.h"

namespace eros::orchestrate::backtest {
namespace {

Request small(const char* preset, std::vector<std::string> names) {
  Request request{.preset = simulate::find_preset(preset),
                  .pages = 3,
                  .captions = 300,
                  .history_weeks = 3,
                  .weeks = 3,
                  .first_day = *base::parse_day("2026-01-05"),
                  .seeds = {1},
                  .arms = {},
                  .settings = {},
                  .threads = 1,
                  .resume_folder = {},
                  .progress = {}};
  for (const std::string& name : names) {
    request.arms.push_back(find_arm(name, request.settings.policy));
  }
  return request;
}

std::filesystem::path empty_folder(const char* name) {
  std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / name;
  std::filesystem::remove_all(folder);
  return folder;
}

std::string text_of(const std::vector<ArmResult>& results) {
  std::string text;
  for (const ArmResult& result : results) text += to_json(result).dump() + "\n";
  return text;
}

double revenue(const ArmResult& result) {
  double sum = 0.0;
  for (const PageResult& page : result.pages) {
    for (const double week : page.revenue) sum += week;
  }
  return sum;
}

// The whole loop, small: what CI runs of docs/proof.md.
TEST(Backtest, IsTheSameOnAnyNumberOfThreadsAndComparesLikeWithLike) {
  Request request = small("mixed", {"random", "random", "original", "hierarchical", "oracle"});
  const auto one = run(request);
  request.threads = 4;
  EXPECT_EQ(text_of(one), text_of(run(request)));

  EXPECT_EQ(to_json(one[0]), to_json(one[1])) << "an arm against itself, on the same luck";
  for (const ArmResult& result : one) {
    for (std::size_t page = 0; page < result.pages.size(); ++page) {
      EXPECT_EQ(result.pages[page].ppvs, one[0].pages[page].ppvs) << result.arm;
      EXPECT_EQ(result.pages[page].bumps, one[0].pages[page].bumps) << result.arm;
      EXPECT_EQ(result.pages[page].sent, one[0].pages[page].sent) << result.arm;
      EXPECT_GT(result.pages[page].purchased, 0.0);
    }
  }
  EXPECT_GT(revenue(one[4]), 1.05 * revenue(one[0])) << "who knows everything earns more";
}

TEST(Backtest, OtherDrawsAreOtherPlansInTheSameWorld) {
  const auto results = run(small("a-a", {"random", "random-again"}));
  EXPECT_NE(results[0].pages[0].revenue, results[1].pages[0].revenue);
  EXPECT_EQ(results[0].pages[0].ppvs, results[1].pages[0].ppvs);
}

TEST(Backtest, ChoosingPaysNothingWhereCaptionsAreEqual) {
  Request request = small("equal-captions", {"random", "captions-only", "oracle"});
  request.threads = 2;
  const auto results = run(request);
  EXPECT_NEAR(revenue(results[1]) / revenue(results[0]), 1.0, 0.15);
  EXPECT_LT(revenue(results[2]) / revenue(results[0]), 1.35) << "hours are all that is to know";
}

TEST(Backtest, IsTakenUpWhereItWasCutOff) {
  const std::filesystem::path folder = empty_folder("backtest-kept");
  Request request = small("thin", {"random", "beta"});
  request.weeks = 1;
  request.resume_folder = folder.string();
  const auto first = run(request);
  const auto file = folder / "thin-seed-1-beta.json";
  ASSERT_TRUE(std::filesystem::exists(file));
  const auto written = std::filesystem::last_write_time(file);
  std::filesystem::remove(folder / "thin-seed-1-random.json");
  EXPECT_EQ(text_of(first), text_of(run(request)));
  EXPECT_EQ(std::filesystem::last_write_time(file), written) << "it was not computed again";
  request.captions = 320;
  EXPECT_NE(text_of(first), text_of(run(request))) << "another agency is another result";
}

const PageResult three_weeks{.page_name = "page_0001", .revenue = {1, 2, 3}, .emv = {1, 2, 3}};

// Whatever setting is changed, a result that was kept under the old one is not taken for the new.
TEST(Backtest, IsComputedAgainUnderOtherSettings) {
  const std::filesystem::path folder = empty_folder("backtest-other");
  Request request = small("thin", {"hierarchical"});
  request.resume_folder = folder.string();
  const KeptResults kept(request);
  kept.keep({"thin", 1, "hierarchical", {three_weeks, three_weeks, three_weeks}}, request.arms[0]);
  const auto is_found = [&](const std::function<void(model::Settings&)>& change) {
    Request other = request;
    change(other.settings);
    return KeptResults(other).find(1, other.arms[0]).has_value();
  };
  EXPECT_TRUE(is_found([](model::Settings&) {}));
  EXPECT_TRUE(is_found([](model::Settings& s) { s.store.busy_wait_seconds = 1; }));
  EXPECT_FALSE(is_found([](model::Settings& s) { s.score.emv_weight = 0.2; }));
  EXPECT_FALSE(is_found([](model::Settings& s) { s.hierarchical.score.budget_weight = 0.1; }));
  EXPECT_FALSE(is_found([](model::Settings& s) { s.hierarchical.page_caption_draw = 0.4; }));
  EXPECT_FALSE(is_found([](model::Settings& s) { s.learning.repeat_half_life_days = 20.0; }));
  EXPECT_FALSE(is_found([](model::Settings& s) { s.exploration.random_share = 0.1; }));
  EXPECT_FALSE(is_found([](model::Settings& s) { s.budget.triggers["FOMO"] = 2; }));
  EXPECT_FALSE(is_found([](model::Settings& s) { s.plan.beam_width = 20; }));
  EXPECT_FALSE(is_found([](model::Settings& s) { s.lookback_days = 60; }));
  EXPECT_FALSE(is_found([](model::Settings& s) { s.lock.scope = model::LockScope::page; }));
}

// Files that were kept may have been cut off, edited, or be of something else.
TEST(Backtest, TakesUpOnlyWholeResults) {
  const std::filesystem::path folder = empty_folder("backtest-whole");
  Request request = small("thin", {"beta"});
  request.resume_folder = folder.string();
  const KeptResults kept(request);
  const auto is_found = [&](std::vector<PageResult> pages) {
    kept.keep({"thin", 1, "beta", std::move(pages)}, request.arms[0]);
    return kept.find(1, request.arms[0]).has_value();
  };
  EXPECT_TRUE(is_found({three_weeks, three_weeks, three_weeks}));
  EXPECT_FALSE(is_found({three_weeks, three_weeks})) << "a page is missing";
  PageResult short_page = three_weeks;
  short_page.revenue.clear();
  EXPECT_FALSE(is_found({three_weeks, three_weeks, short_page})) << "weeks are missing";
  const auto file = folder / "thin-seed-1-beta.json";
  const auto circumstances = nlohmann::json::parse(std::ifstream(file)).at("circumstances");
  for (const nlohmann::json& other :
       {nlohmann::json::array(), nlohmann::json(3),
        nlohmann::json{{"circumstances", circumstances}},
        nlohmann::json{{"circumstances", circumstances}, {"result", {{"preset", 7}}}}}) {
    std::ofstream(file) << other.dump();
    EXPECT_FALSE(kept.find(1, request.arms[0]).has_value()) << other.dump();
  }
}

TEST(Backtest, ReadsSaturationEveryFourthWeekAndCountsWhatIsHardlyKnown) {
  Request request = small("thin", {"random"});
  EXPECT_FALSE(run(request)[0].pages[0].saturation.has_value());
  request.weeks = 5;
  request.history_weeks = 20;
  std::int64_t ppvs = 0, explored = 0;
  for (const PageResult& page : run(request)[0].pages) {
    EXPECT_TRUE(page.saturation.has_value());
    EXPECT_GT(page.fatigue, 0.0);
    ppvs += page.ppvs;
    explored += page.explored;
  }
  EXPECT_GT(explored, 0);
  EXPECT_LT(explored, ppvs) << "of 300 captions some were sent three times";
}

TEST(Backtest, KnowsItsArms) {
  EXPECT_THROW(find_arm("guessing", "beta"), base::Error);
  EXPECT_THAT(usual_arms("beta"),
              testing::ElementsAre("random", "original", "beta", "hierarchical", "oracle"));
  EXPECT_THAT(usual_arms("wilson"), testing::ElementsAre("random", "original", "beta",
                                                         "hierarchical", "wilson", "oracle"));
}

ArmResult result(const char* arm, std::uint64_t seed, std::vector<std::vector<double>> revenue) {
  ArmResult of{"mixed", seed, arm, {}};
  for (const auto& weeks : revenue) {
    PageResult page;
    page.page_name = "page_" + std::to_string(of.pages.size());
    page.revenue = weeks;
    page.emv = weeks;
    page.ppvs = 20;
    page.bumps = 10;
    page.captions = 15;
    page.explored = 5;
    of.pages.push_back(page);
  }
  return of;
}

// By hand: totals of random 10, 20 | 30, 40 and of beta 12, 22 | 33, 50.
TEST(Comparison, ReckonsUpliftAndItsErrors) {
  const Comparison of =
      compare({result("random", 1, {{4, 6}, {10, 10}}), result("beta", 1, {{5, 7}, {11, 11}}),
               result("oracle", 1, {{10, 10}, {20, 20}}), result("random", 2, {{15, 15}, {20, 20}}),
               result("beta", 2, {{16, 17}, {25, 25}}), result("oracle", 2, {{30, 30}, {40, 40}})});
  ASSERT_EQ(of.arms.size(), 3u);
  EXPECT_EQ(of.seeds, (std::vector<std::uint64_t>{1, 2}));
  const ArmSummary& beta = of.arms[1];
  // Seeds: 34/30 - 1 and 83/70 - 1.
  const double first = 34.0 / 30.0 - 1.0, second = 83.0 / 70.0 - 1.0;
  EXPECT_NEAR(beta.revenue_over_random->mean, (first + second) / 2.0, 1e-12);
  EXPECT_NEAR(*beta.revenue_over_random->standard_error, (second - first) / 2.0, 1e-12);
  EXPECT_THAT(
      beta.revenue_over_random->of_seeds,
      testing::ElementsAre(testing::DoubleNear(first, 1e-12), testing::DoubleNear(second, 1e-12)));
  // Pooled 117/100; residuals .3, -1.4, -2.1, 3.2 with squares 16.7; x 4/3, over 100 squared.
  // Effective clusters: 100^2 / (10^2 + 20^2 + 30^2 + 40^2) = 3.33.
  const boost::math::students_t t(10'000.0 / 3'000.0 - 1.0);
  const double error = quantile(t, 0.975) * std::sqrt(16.7 * 4.0 / 3.0) / 100.0;
  EXPECT_NEAR(beta.revenue_over_random->interval->lower, 0.17 - error, 1e-12);
  EXPECT_NEAR(beta.revenue_over_random->interval->upper, 0.17 + error, 1e-12);
  EXPECT_NEAR(*beta.share_of_oracle,
              (first + second) / 2.0 / ((60.0 / 30.0 - 1.0 + 140.0 / 70.0 - 1.0) / 2.0), 1e-12);
  EXPECT_NEAR(beta.revenue.mean, 117.0 / 8.0, 1e-12);
  EXPECT_NEAR(beta.weekly_revenue_uplift[0].value(), 57.0 / 49.0 - 1.0, 1e-12);
  EXPECT_DOUBLE_EQ(beta.variety, 0.75);
  EXPECT_DOUBLE_EQ(beta.exploration, 0.25);
  EXPECT_DOUBLE_EQ(beta.ppvs_a_week, 10.0);
  EXPECT_FALSE(beta.revenue_over_original.has_value());
}

// As R's quantile(c(.4, .1, .3, .2)) has it.
TEST(Comparison, QuartilesLieBetweenSeeds) {
  const Quartiles of = quartiles({0.4, 0.1, 0.3, 0.2});
  EXPECT_DOUBLE_EQ(of.lowest, 0.1);
  EXPECT_DOUBLE_EQ(of.lower, 0.175);
  EXPECT_DOUBLE_EQ(of.median, 0.25);
  EXPECT_DOUBLE_EQ(of.upper, 0.325);
  EXPECT_DOUBLE_EQ(of.highest, 0.4);
}

TEST(Comparison, OfOneSeedHasNoErrorOverSeeds) {
  const Comparison of = compare({result("random", 1, {{4}, {6}}), result("beta", 1, {{5}, {6}})});
  EXPECT_FALSE(of.arms[1].revenue_over_random->standard_error.has_value());
  EXPECT_FALSE(of.arms[1].share_of_oracle.has_value());
}

TEST(Comparison, OfOnePageHasNoInterval) {
  const Comparison of = compare({result("random", 1, {{4, 6}}), result("beta", 1, {{5, 6}})});
  EXPECT_FALSE(of.arms[1].revenue.interval.has_value());
  EXPECT_NEAR(of.arms[1].revenue_over_random->mean, 0.1, 1e-12);
  EXPECT_FALSE(of.arms[1].revenue_over_random->interval.has_value());
}

// Where chance earned nothing, no gain over it can be told.
TEST(Comparison, IsSilentWhereNothingWasEarned) {
  const Comparison of =
      compare({result("random", 1, {{0, 6}, {0, 4}}), result("beta", 1, {{5, 6}, {1, 4}}),
               result("oracle", 1, {{0, 5}, {0, 5}})});
  EXPECT_FALSE(of.arms[1].weekly_revenue_uplift[0].has_value());
  EXPECT_NEAR(of.arms[1].weekly_revenue_uplift[1].value(), 0.0, 1e-12);
  EXPECT_FALSE(of.arms[1].share_of_oracle.has_value()) << "the oracle gained nothing";
  EXPECT_GE(of.arms[0].revenue.interval->lower, 0.0) << "money earned is not negative";
  EXPECT_THAT(chart_svg(of), testing::Not(testing::HasSubstr("nan")));

  const Comparison nothing =
      compare({result("random", 1, {{0}, {0}}), result("beta", 1, {{5}, {1}})});
  EXPECT_FALSE(nothing.arms[1].revenue_over_random.has_value());
  EXPECT_THAT(to_json(nothing, {})["arms"][1]["revenue_over_random"].dump(), "null");
}

TEST(Comparison, TellsWhatEachSeedsWorldIsLike) {
  const simulate::Ranges ranges = simulate::find_preset("novelty").ranges;
  const auto json =
      to_json(compare({result("random", 7, {{4}}), result("random", 9, {{4}})}), ranges);
  ASSERT_EQ(json["worlds"].size(), 2u);
  EXPECT_EQ(json["worlds"][0]["seed"], 7);
  EXPECT_EQ(json["worlds"][1]["seed"], 9);
  for (const auto& world : json["worlds"]) {
    EXPECT_GE(world["novelty"].get<double>(), ranges.novelty.low);
    EXPECT_LE(world["novelty"].get<double>(), ranges.novelty.high);
  }
  EXPECT_NE(json["worlds"][0]["appeal_sd"], json["worlds"][1]["appeal_sd"]);
  const simulate::World world = simulate::make_world({.preset = simulate::find_preset("novelty"),
                                                      .pages = 1,
                                                      .captions = 300,
                                                      .weeks = 1,
                                                      .first_day = *base::parse_day("2026-01-05"),
                                                      .seed = 9});
  EXPECT_EQ(json["worlds"][1]["send_overdispersion"], world.parameters.send_overdispersion)
      << "the world that is played";
}

}  // namespace
}  // namespace eros::orchestrate::backtest
