// A policy judged by what was sent: a simulated agency is planned, sent, imported and learned from
// by the program, week after week; what another policy would have earned is known from the
// simulator.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "cli/program.h"
#include "eros/simulate/agency_files.h"
#include "eros/simulate/expected_response.h"
#include "eros/simulate/history.h"

namespace eros::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr int history_weeks = 5;
constexpr int planned_weeks = 7;
constexpr const char* half_random =
    "policy = \"hierarchical\"\n[exploration]\nrandom_share = 0.5\n";

// Pages not too unlike: where one page earns nearly all there is only one to judge by, and the
// program says so.
simulate::Preset pages_of_a_kind() {
  simulate::Preset preset = simulate::find_preset("mixed");
  preset.ranges.audience = {10'000, 20'000};
  preset.ranges.view_rate = {0.10, 0.20};
  preset.ranges.buy_rate = {0.02, 0.04};
  return preset;
}

// The agency lives; after each week the truth about it is noted.
class LivingAgency {
 public:
  explicit LivingAgency(const Workplace& work) : work_(work) {
    for (const simulate::PageWorld& page : world_.pages) {
      audiences_.push_back(simulate::live_by_hand(world_, page, history_weeks, 0));
    }
    work_.write("settings.toml", half_random);
    work_.write("creators.csv", simulate::creators_csv(world_));
    work_.write("captions.csv", simulate::captions_csv(world_, 0));
    eros({"init"});
    eros({"import", "creators", "creators.csv", "--as-of", now(history_weeks)});
    eros({"import", "captions", "captions.csv", "--as-of", now(history_weeks)});
  }

  // When the week is planned, or the one before is over: the Sunday before its Monday.
  std::string now(int week) const { return base::format_instant(as_of(week)); }

  void live(int week) {
    import_news(week);
    eros({"learn", "--as-of", now(week), "--config", "settings.toml"});
    for (simulate::Audience& audience : audiences_) plan(audience, week);
  }

  void import_news(int week) {
    std::string csv = simulate::messages_header();
    for (simulate::Audience& audience : audiences_) {
      audience.live_until(simulate::minute_of(
          world_, base::Zone::find(audience.page().timezone).to_local(as_of(week))));
      std::size_t sent = 0;
      while (sent < audience.sends() && audience.sent(sent).minute < audience.now()) ++sent;
      simulate::append_messages(csv, audience, 0, sent);
    }
    work_.write("messages.csv", csv);
    eros({"import", "messages", "messages.csv", "--as-of", now(week)});
  }

  // What captions drawn uniformly would have earned over those that were sent, less one.
  double gain_of_chance() const { return by_chance_ / as_sent_ - 1.0; }

 private:
  base::Instant as_of(int week) const {
    const base::LocalDay sunday = world_.request.first_day + base::days(7 * week - 1);
    return base::Instant(sunday.time_since_epoch()) + base::hours(20);
  }

  Outcome eros(const Arguments& arguments) const {
    Outcome outcome = work_.eros(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << arguments[0] << ": " << outcome.err;
    return outcome;
  }

  void plan(simulate::Audience& audience, int week) {
    const auto monday = world_.request.first_day + base::days(7 * week);
    const nlohmann::json planned =
        json_of(eros({"schedule", audience.page().name, "--start-date", base::format_day(monday),
                      "--as-of", now(week), "--config", "settings.toml", "--output", "week.csv",
                      "--format", "json", "--seed", std::to_string(week)}));
    const std::string id = planned["schedule_id"];
    eros({"export", id, "--to", "json", "--output", "week.json", "--force"});
    const auto exported = nlohmann::json::parse(work_.read("week.json"));
    const base::Zone zone = base::Zone::find(audience.page().timezone);
    const simulate::ExpectedResponse truth(audience);
    const std::map<model::Tier, double> means = mean_values(audience, truth, week);
    for (const nlohmann::json& message : exported["messages"]) {
      const auto at = base::parse_instant(message["scheduled_send_at"].get<std::string>(), zone);
      const auto caption = static_cast<std::uint32_t>(message["caption_id"].get<int>() - 1);
      audience.send({.minute = simulate::minute_of(world_, zone.to_local(at.value())),
                     .caption = caption,
                     .price = message["price"].get<int>()});
      if (message["message_type"] != "PPV") continue;
      used_[caption] = week;
      as_sent_ += value(audience, truth, caption, week);
      by_chance_ += means.at(world_.captions[caption].tier);
    }
  }

  // What a send of the caption at an average hour is expected to bring, in some unit.
  double value(const simulate::Audience& audience, const simulate::ExpectedResponse& truth,
               std::uint32_t caption, int week) const {
    return static_cast<double>(audience.page().parameters.audience) *
           truth.purchase(caption, week) * simulate::tier_price(world_.captions[caption].tier);
  }

  // Not used by any page in the week before, nor planned by a page for this one.
  bool is_free(std::uint32_t caption, int week) const {
    const auto use = used_.find(caption);
    return use == used_.end() || use->second < week - 1;
  }

  std::map<model::Tier, double> mean_values(const simulate::Audience& audience,
                                            const simulate::ExpectedResponse& truth,
                                            int week) const {
    std::map<model::Tier, double> sums;
    std::map<model::Tier, int> counts;
    for (std::uint32_t caption = 0; caption < world_.captions.size(); ++caption) {
      const model::Tier tier = world_.captions[caption].tier;
      if (tier == model::Tier::bump || !is_free(caption, week)) continue;
      sums[tier] += value(audience, truth, caption, week);
      ++counts[tier];
    }
    for (auto& [tier, sum] : sums) sum /= counts[tier];
    return sums;
  }

  const Workplace& work_;
  simulate::World world_ =
      simulate::make_world({.preset = pages_of_a_kind(),
                            .pages = 8,
                            .captions = 640,
                            .weeks = history_weeks + planned_weeks + 2,
                            .first_day = base::LocalDay(std::chrono::year(2026) / 8 / 3),
                            .seed = 2});
  std::vector<simulate::Audience> audiences_;
  std::map<std::uint32_t, int> used_;  // the last week that a caption was planned for
  double as_sent_ = 0.0;
  double by_chance_ = 0.0;
};

Outcome judge(const Workplace& work, const LivingAgency& agency, Arguments more) {
  Arguments asked = {"backtest", "--logged", "--as-of",
                     agency.now(history_weeks + planned_weeks + 1)};
  asked.insert(asked.end(), more.begin(), more.end());
  return work.eros(asked);
}

TEST(BacktestLogged, IntervalsHoldWhatTheSimulatorKnows) {
  const Workplace work;
  LivingAgency agency(work);
  for (int week = 0; week < planned_weeks; ++week) agency.live(history_weeks + week);
  agency.import_news(history_weeks + planned_weeks + 1);

  // Captions by chance in place of half by the policy.
  work.write("chance.toml", "policy = \"beta\"\n[exploration]\nrandom_share = 1.0\n");
  const nlohmann::json chance =
      json_of(judge(work, agency, {"--config", "chance.toml", "--format", "json"}));
  EXPECT_EQ(chance["policy"], "beta");
  EXPECT_EQ(chance["pages"], 8);
  EXPECT_TRUE(chance["refusal"].is_null()) << chance["refusal"];
  EXPECT_GT(chance["ppvs"]["used"], 0.85 * chance["ppvs"]["planned"].get<double>());
  EXPECT_EQ(chance["ppvs"]["not_sent"], 0);
  EXPECT_EQ(chance["planned_by"]["hierarchical"], chance["ppvs"]["used"]);
  EXPECT_NEAR(chance["mean_weight"], 1.0, 0.2);
  const double truth = agency.gain_of_chance();
  EXPECT_LT(truth, -0.02) << "the policy had learned something";
  for (const char* gain : {"gain_self_normalised", "gain_doubly_robust"}) {
    EXPECT_LT(chance[gain]["lower"], truth) << gain;
    EXPECT_GT(chance[gain]["upper"], truth) << gain;
    EXPECT_LT(chance[gain]["upper"].get<double>() - chance[gain]["lower"].get<double>(), 0.8)
        << "an interval that holds everything says nothing: " << gain;
  }

  // The policy that planned, judged by itself: it would have done the same.
  const nlohmann::json same =
      json_of(judge(work, agency, {"--config", "settings.toml", "--format", "json"}));
  EXPECT_NEAR(same["mean_weight"], 1.0, 0.05);
  EXPECT_GT(same["effective_sample_size"], 0.9 * same["ppvs"]["used"].get<double>());
  EXPECT_NEAR(same["gain_self_normalised"]["value"], 0.0, 0.05);

  const Outcome told = judge(work, agency, {"--config", "chance.toml"});
  EXPECT_EQ(told.exit_code, 0) << told.err;
  for (const char* words :
       {"What would policy beta have earned?", "that were planned, sent and paid",
        "with 95% confidence", "as it was", "doubly robust", "Gain: "}) {
    EXPECT_THAT(told.out, HasSubstr(words));
  }

  const Outcome refused =
      judge(work, agency, {"--policy", "wilson", "--least-sample", "100000", "--format", "json"});
  EXPECT_EQ(refused.exit_code, 5) << "the log cannot tell";
  EXPECT_THAT(json_of(refused)["refusal"].get<std::string>(), HasSubstr("100000 are needed"));
  EXPECT_TRUE(json_of(refused)["doubly_robust"].is_null());
  const Outcome said = judge(work, agency, {"--policy", "wilson", "--least-sample", "100000"});
  EXPECT_EQ(said.exit_code, 5);
  EXPECT_THAT(said.out, HasSubstr("That cannot be told"));
  EXPECT_THAT(said.out, Not(HasSubstr("Gain: ")));
}

TEST(BacktestLogged, SaysWhatIsMissing) {
  const Workplace work;
  ASSERT_EQ(work.eros({"init"}).exit_code, 0);
  expect_error(work.eros({"backtest", "--logged"}), 5, "no planned week to judge by");
  expect_error(work.eros({"backtest", "--logged", "--policy", "guess"}), 2,
               "there is no policy 'guess'");
  EXPECT_EQ(work.eros({"backtest", "--policy", "beta"}).exit_code, 2) << "only with --logged";
  EXPECT_EQ(work.eros({"backtest", "--logged", "--page", "fern"}).exit_code, 2);
}

}  // namespace
}  // namespace eros::testing
