// Ways of planning compared through the program, as small as can be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "cli/program.h"

namespace eros::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string now = "2026-11-17T12:00:00-08:00";

Arguments tiny(Arguments more = {}) {
  Arguments all = {"backtest",
                   "--preset",
                   "thin",
                   "--pages",
                   "2",
                   "--weeks",
                   "2",
                   "--history-weeks",
                   "3",
                   "--captions",
                   "300",
                   "--policies",
                   "random,hierarchical"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

TEST(Backtest, ComparesInAJsonThatDoesNotDependOnThreads) {
  const Workplace work;
  const Outcome one = work.eros(tiny({"--format", "json", "--threads", "1"}));
  ASSERT_EQ(one.exit_code, 0) << one.err;
  const nlohmann::json comparison = json_of(one);
  EXPECT_EQ(comparison["preset"], "thin");
  EXPECT_EQ(comparison["pages"], 2);
  EXPECT_EQ(comparison["weeks"], 2);
  ASSERT_EQ(comparison["worlds"].size(), comparison["seeds"].size());
  EXPECT_EQ(comparison["worlds"][0]["seed"], comparison["seeds"][0]);
  ASSERT_EQ(comparison["arms"].size(), 2u);
  const nlohmann::json& random = comparison["arms"][0];
  const nlohmann::json& ours = comparison["arms"][1];
  EXPECT_EQ(random["arm"], "random");
  EXPECT_EQ(ours["arm"], "hierarchical");
  EXPECT_GT(random["revenue"]["mean"], 0.0);
  EXPECT_EQ(random["ppvs_a_week"], ours["ppvs_a_week"]) << "equal volume";
  EXPECT_TRUE(random["revenue_over_random"].is_null()) << "itself";
  EXPECT_TRUE(ours["revenue_over_random"]["mean"].is_number());
  EXPECT_EQ(ours["weekly_revenue_uplift"].size(), 2u);
  EXPECT_TRUE(ours["share_of_oracle"].is_null()) << "no oracle was asked for";
  EXPECT_EQ(one.out, work.eros(tiny({"--format", "json", "--threads", "2"})).out);
}

TEST(Backtest, SaysItInATableAndDrawsAChart) {
  const Workplace work;
  const Outcome shown = work.eros(tiny({"--chart", "gain.svg"}));
  ASSERT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, StartsWith("Simulated: thin, 2 pages, 2 weeks, 1 seed."));
  EXPECT_THAT(shown.out, HasSubstr("Revenue over random"));
  EXPECT_THAT(shown.out, HasSubstr("hierarchical"));
  EXPECT_THAT(work.read("gain.svg"), StartsWith("<svg "));
  EXPECT_THAT(work.read("gain.svg"), HasSubstr("hierarchical"));
}

TEST(Backtest, AChartDoesNotReplaceTheStore) {
  const Workplace work;
  ASSERT_EQ(work.eros({"init"}).exit_code, 0);
  expect_error(work.eros(tiny({"--chart", "eros.duckdb"})), 2, "the store itself");
  EXPECT_EQ(work.eros({"schedules"}).exit_code, 0);
}

TEST(Backtest, IsTakenUpAgainUnderTheSameSettingsOnly) {
  const Workplace work;
  const Outcome first = work.eros(tiny({"--resume", "kept", "--format", "json"}));
  ASSERT_EQ(first.exit_code, 0) << first.err;
  const std::string file = "kept/thin-seed-1-hierarchical.json";
  const std::string kept = work.read(file);
  // What is kept is what is taken: a kept result with other money shows in the answer.
  nlohmann::ordered_json changed = nlohmann::ordered_json::parse(kept);
  changed["result"]["pages"][0]["revenue"][0] = 1e6;
  work.write(file, changed.dump());
  const Outcome again = work.eros(tiny({"--resume", "kept", "--format", "json"}));
  EXPECT_NE(first.out, again.out);
  work.write("other.toml", "[exploration]\nrandom_share = 0.9\n");
  const Outcome other =
      work.eros(tiny({"--resume", "kept", "--format", "json", "--config", "other.toml"}));
  EXPECT_NE(other.out, first.out);
  EXPECT_NE(other.out, again.out);
  EXPECT_NE(work.read(file), changed.dump()) << "computed anew, and kept";
}

TEST(Backtest, SaysWhatItCannotCompare) {
  const Workplace work;
  expect_error(work.eros({"backtest", "--policies", "guessing"}), 2, "no way of planning");
  expect_error(work.eros({"backtest", "--preset", "rosy"}), 2, "there is no preset 'rosy'");
  expect_error(work.eros({"backtest", "--policies", "beta,random,beta"}), 2, "'beta' twice");
  expect_error(work.eros({"backtest", "--page", ""}), 2, "'' cannot be a page name");
  expect_error(work.eros({"backtest", "--page", "page_0001", "--preset", "thin"}), 2,
               "--page excludes --preset");
  expect_error(work.eros({"backtest", "--logged", "--pages", "3"}), 2, "--logged excludes --pages");
  // Said before the work, not after it.
  expect_error(work.eros({"backtest", "--chart", "nowhere/gain.svg"}), 1, "nowhere");
}

TEST(Backtest, LeavesNothingBehindWhenInterrupted) {
  const Workplace work;
  std::filesystem::create_directory(work.path("tmp"));
  const auto temporary_folders = [&] {
    return std::distance(std::filesystem::directory_iterator(work.path("tmp")), {});
  };
  RunningProgram running = work.start({"backtest", "--pages", "2", "--weeks", "400", "--threads",
                                       "2", "--policies", "random,hierarchical"},
                                      {.input = {}, .environment = {{"TMPDIR", work.path("tmp")}}});
  for (int i = 0; i < 600 && temporary_folders() < 2; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ASSERT_EQ(temporary_folders(), 2) << "one of each way of planning";
  running.send(SIGINT);
  const Outcome outcome = running.wait();
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("interrupted"));
  EXPECT_EQ(temporary_folders(), 0);
}

// A store with some weeks of one small agency.
void fill(const Workplace& work) {
  ASSERT_EQ(work.eros({"simulate", "--preset", "thin", "--pages", "2", "--weeks", "10", "--output",
                       "agency", "--as-of", now})
                .exit_code,
            0);
  ASSERT_EQ(work.eros({"init"}).exit_code, 0);
  for (const char* kind : {"creators", "captions", "messages"}) {
    const Outcome imported =
        work.eros({"import", kind, "agency/" + std::string(kind) + ".csv", "--as-of", now});
    ASSERT_EQ(imported.exit_code, 0) << imported.err;
  }
}

TEST(Backtest, OfAPageSpeaksToAnOperator) {
  const Workplace work;
  fill(work);
  const Arguments asked = {"backtest", "--page",  "Page_0001", "--weeks", "8", "--history-weeks",
                           "2",        "--pages", "2",         "--seeds", "1", "--captions",
                           "300",      "--as-of", now};
  const Outcome told = work.eros(asked);
  ASSERT_EQ(told.exit_code, 0) << told.err;
  EXPECT_THAT(told.out, StartsWith("What if page_0001 were planned for 8 weeks?"));
  for (const char* words :
       {"1 made-up agency of 2 pages", "by chance", "by the documented method", "by EROS",
        "if everything were known", "A week", "which lies between", "95% interval",
        "The page itself earned $",
        "Taken from the page's history:", "Assumed, because the history cannot tell:",
        "This is a comparison of ways of planning, not a forecast of income."}) {
    EXPECT_THAT(told.out, HasSubstr(words));
  }
  for (const char* jargon : {"arm", "seed", "clustered", "oracle", "posterior", "policy"}) {
    EXPECT_THAT(told.out, Not(HasSubstr(jargon))) << "an operator need not know the word";
  }
  work.write("wilson.toml", "policy = \"wilson\"\n");
  const nlohmann::json json =
      json_of(work.eros({"backtest", "--config", "wilson.toml", "--page", "page_0001", "--weeks",
                         "1", "--pages", "1", "--seeds", "1", "--as-of", now, "--format", "json"}));
  EXPECT_EQ(json["page_name"], "page_0001");
  EXPECT_GT(json["revenue_a_week"], 0.0);
  EXPECT_FALSE(json["known"].empty());
  EXPECT_FALSE(json["assumed"].empty());
  std::vector<std::string> arms;
  for (const auto& arm : json["comparison"]["arms"]) arms.push_back(arm["arm"]);
  EXPECT_THAT(arms, ElementsAre("random", "original", "wilson", "oracle"));
}

TEST(Backtest, OfAPageWantsAPageWithAHistory) {
  const Workplace work;
  fill(work);
  expect_error(work.eros({"backtest", "--page", "page_0009", "--as-of", now}), 1,
               "the store has no page 'page_0009'");
  work.write("creators.csv", "page_name\nnew_page\n");
  ASSERT_EQ(work.eros({"import", "creators", "creators.csv", "--as-of", now}).exit_code, 0);
  expect_error(work.eros({"backtest", "--page", "new_page", "--as-of", now}), 1, "");
}

}  // namespace
}  // namespace eros::testing
