#include "eros/evaluation/off_policy.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "eros/base/error.h"
#include "eros/base/random.h"
#include "paths.h"

namespace eros::evaluation {
namespace {

using Json = nlohmann::json;

std::string reference_file(const char* name) {
  return std::string(paths::source_dir) + "/tests/evaluation/reference/" + name;
}

const Json& reference() {
  static const Json json = [] {
    std::ifstream file(reference_file("off_policy.json"));
    return Json::parse(file);
  }();
  return json;
}

// The log of the Open Bandit Dataset that the reference speaks of, each row a cluster of its own.
std::vector<LoggedDecision> bandit_log() {
  const auto items = reference().at("items").get<double>();
  const auto rates = reference().at("rates").get<std::vector<double>>();
  double mean_rate = 0.0;
  for (const double rate : rates) mean_rate += rate / items;
  std::ifstream file(reference_file("bandit_log.csv"));
  std::string line;
  std::getline(file, line);
  std::vector<LoggedDecision> log;
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string item, position, click, propensity;
    std::getline(fields, item, ',');
    std::getline(fields, position, ',');
    std::getline(fields, click, ',');
    std::getline(fields, propensity, ',');
    LoggedDecision decision;
    decision.probability = std::stod(propensity);
    decision.target = 1.0 / items;
    decision.reward = std::stod(click);
    decision.predicted = rates[std::stoul(item)];
    decision.predicted_target = mean_rate;
    decision.cluster = static_cast<std::uint32_t>(log.size());
    log.push_back(decision);
  }
  return log;
}

TEST(OffPolicy, AgreesWithTheOpenBanditPipeline) {
  const std::vector<LoggedDecision> log = bandit_log();
  ASSERT_EQ(log.size(), 4'000u);
  const Evaluation found = evaluate(log, {});
  const auto expected = [](const char* name) { return reference().at(name).get<double>(); };
  EXPECT_NEAR(found.inverse_propensity.value, expected("inverse_propensity"), 1e-12);
  EXPECT_NEAR(found.self_normalised.value, expected("self_normalised"), 1e-12);
  EXPECT_NEAR(found.direct.value, expected("direct"), 1e-12);
  EXPECT_NEAR(found.doubly_robust.value, expected("doubly_robust"), 1e-12);
  EXPECT_NEAR(found.effective_sample_size, expected("effective_sample_size"), 1e-9);
  EXPECT_NEAR(found.inverse_propensity.standard_error,
              expected("standard_error_of_inverse_propensity"), 1e-12);
  EXPECT_FALSE(found.refusal.has_value());
}

// Two captions, one twice as good; the logging policy prefers it, the judged one does not.
std::vector<LoggedDecision> simulated(std::uint64_t seed, int pages, int decisions) {
  std::vector<LoggedDecision> log;
  base::Draws draws(seed, 7);
  for (int page = 0; page < pages; ++page) {
    const double level = 0.5 + draws.uniform();
    for (int i = 0; i < decisions; ++i) {
      const bool is_good = draws.uniform() < 0.9;
      const double mean = level * (is_good ? 2.0 : 1.0);
      LoggedDecision decision;
      decision.probability = is_good ? 0.9 : 0.1;
      decision.target = 0.5;
      decision.reward = mean * (0.5 + draws.uniform());
      decision.predicted = is_good ? 1.7 : 1.2;  // a poor model
      decision.predicted_target = 1.45;
      decision.cluster = static_cast<std::uint32_t>(page);
      log.push_back(decision);
    }
  }
  return log;
}

// The truth is 1.5 = (2 + 1) / 2 at the mean level of 1.
TEST(OffPolicy, IntervalsHoldTheTruthAsOftenAsTheySay) {
  constexpr int worlds = 400;
  int inverse = 0;
  int normalised = 0;
  int robust = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    const Evaluation found = evaluate(simulated(seed, 30, 40), {});
    const auto holds = [](const Estimate& e) { return e.lower <= 1.5 && 1.5 <= e.upper ? 1 : 0; };
    inverse += holds(found.inverse_propensity);
    normalised += holds(found.self_normalised);
    robust += holds(found.doubly_robust);
  }
  // 95 % of 400 is 380, with a standard error of 4.4.
  for (const int holding : {inverse, normalised, robust}) EXPECT_NEAR(holding, 380, 14);
}

// The judged policy earns 1.5 where the logging one earns 0.9 x 2 + 0.1 x 1 = 1.9. Pages differ in
// level, which the ratio does not feel.
TEST(OffPolicy, GainsHoldTheTruthAndAreSurerThanAmounts) {
  constexpr double truth = 1.5 / 1.9 - 1.0;
  int normalised = 0;
  int robust = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Evaluation found = evaluate(simulated(seed, 30, 40), {});
    const auto holds = [](const Estimate& e) {
      return e.lower <= truth && truth <= e.upper ? 1 : 0;
    };
    normalised += holds(found.gain_self_normalised);
    robust += holds(found.gain_doubly_robust);
    EXPECT_LT(found.gain_self_normalised.standard_error * found.logged.value,
              std::hypot(found.logged.standard_error, found.self_normalised.standard_error));
  }
  EXPECT_NEAR(normalised, 380, 14);
  EXPECT_NEAR(robust, 380, 14);
}

TEST(OffPolicy, JudgingTheLoggingPolicyIsItsOwnMean) {
  std::vector<LoggedDecision> log = simulated(3, 10, 20);
  for (LoggedDecision& decision : log) decision.target = decision.probability;
  const Evaluation found = evaluate(log, {});
  EXPECT_NEAR(found.inverse_propensity.value, found.logged.value, 1e-12);
  EXPECT_NEAR(found.self_normalised.value, found.logged.value, 1e-12);
  EXPECT_DOUBLE_EQ(found.effective_sample_size, 200.0);
  EXPECT_DOUBLE_EQ(found.mean_weight, 1.0);
  EXPECT_NEAR(found.gain_self_normalised.value, 0.0, 1e-12);
  EXPECT_NEAR(found.gain_self_normalised.standard_error, 0.0, 1e-12);
}

TEST(OffPolicy, RefusesWhatTheLogCannotTell) {
  std::vector<LoggedDecision> log = simulated(4, 10, 40);
  log[0].probability = 1e-6;  // one decision then speaks for all
  const Evaluation found = evaluate(log, {});
  EXPECT_LT(found.effective_sample_size, 2.0);
  ASSERT_TRUE(found.refusal.has_value());
  EXPECT_NE(found.refusal->find("as 1 of its own"), std::string::npos) << *found.refusal;
  EXPECT_TRUE(evaluate({}, {}).refusal.has_value());
  EXPECT_TRUE(evaluate(simulated(4, 1, 400), {}).refusal.has_value());
}

TEST(OffPolicy, AFewLargePagesAreFewPages) {
  std::vector<LoggedDecision> log = simulated(6, 10, 40);
  const Evaluation equal = evaluate(log, {});
  for (LoggedDecision& decision : log) decision.reward *= decision.cluster == 3 ? 200.0 : 1.0;
  const Evaluation carried = evaluate(log, {});
  EXPECT_GT(equal.effective_clusters, 8.0);
  EXPECT_LT(carried.effective_clusters, 1.2);
  EXPECT_TRUE(carried.refusal.has_value()) << "one page carries it all";
  EXPECT_EQ(carried.clusters, 10u);
}

TEST(OffPolicy, AProbabilityOfNothingIsAnError) {
  std::vector<LoggedDecision> log = simulated(5, 2, 2);
  for (const double impossible : {0.0, -0.1, 1.5, std::nan("")}) {
    log[1].probability = impossible;
    EXPECT_THROW(evaluate(log, {}), base::Error);
  }
}

}  // namespace
}  // namespace eros::evaluation
