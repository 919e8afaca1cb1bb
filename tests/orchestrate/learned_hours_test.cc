// What is learned of hours, against what the simulator knows of them.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <optional>

#include "eros/orchestrate/backtest/scratch_store.h"
#include "eros/orchestrate/plan_page.h"
#include "eros/simulate/agency_files.h"
#include "eros/simulate/expected_response.h"
#include "eros/simulate/history.h"

namespace eros::orchestrate {
namespace {

constexpr int weeks = 16;

// The root of the mean squared error of hours' values over their page's mean, on the log scale,
// over all pages and the hours that were tried, by how often.
class HourError {
 public:
  void add(double value, double truth, double sends) {
    const double error = std::log(value / truth);
    squares_ += sends * error * error;
    sends_ += sends;
  }
  double root_mean_square() const { return std::sqrt(squares_ / sends_); }

 private:
  double squares_ = 0.0, sends_ = 0.0;
};

// All with the same mean over what was sent, so that hours alone are compared.
void compare(const model::Report& report, const simulate::ExpectedResponse& expected,
             HourError& learned, HourError& raw, HourError& flat) {
  double sends = 0.0, of_learned = 0.0, of_raw = 0.0, of_truth = 0.0;
  const auto each_tried = [&](auto use) {
    for (const model::TimeWindow& window : report.time_window_optimization) {
      if (window.n == 0 || !(window.avg_rpr > 0.0)) continue;
      use(window, static_cast<double>(window.n), expected.hour(window.weekend, window.hour));
    }
  };
  each_tried([&](const model::TimeWindow& window, double n, double truth) {
    sends += n;
    of_learned += n * window.shrunk_value;
    of_raw += n * *window.avg_rpr;
    of_truth += n * truth;
  });
  each_tried([&](const model::TimeWindow& window, double n, double truth) {
    learned.add(window.shrunk_value / of_learned, truth / of_truth, n);
    raw.add(*window.avg_rpr / of_raw, truth / of_truth, n);
    flat.add(1.0 / sends, truth / of_truth, n);
  });
}

TEST(LearnedHours, AreNearerToTheTruthThanRawMeans) {
  const base::LocalDay first = *base::parse_day("2026-01-05");
  const simulate::World world = simulate::make_world({.preset = simulate::find_preset("mixed"),
                                                      .pages = 12,
                                                      .captions = 1'200,
                                                      .weeks = weeks + 1,
                                                      .first_day = first,
                                                      .seed = 1});
  backtest::ScratchStore store;
  const base::Instant now =
      base::Instant((first + base::days(7 * weeks)).time_since_epoch()) + base::hours(20);
  store.import(model::ImportKind::creators, simulate::creators_csv(world), now);
  store.import(model::ImportKind::captions, simulate::captions_csv(world, weeks - 1), now);
  std::vector<simulate::Audience> audiences;
  std::vector<std::string> names;
  std::string messages = simulate::messages_header();
  for (const simulate::PageWorld& page : world.pages) {
    audiences.push_back(
        simulate::live_by_hand(world, page, weeks, simulate::minutes_a_week * weeks));
    simulate::append_messages(messages, audiences.back(), 0, audiences.back().sends());
    names.push_back(page.name);
  }
  store.import(model::ImportKind::messages, messages, now);
  const model::Settings settings;
  store.learn(now, settings);

  const base::LocalDay start = first + base::days(7 * (weeks + 1));
  const Agency agency = load_agency(*store, now, start, settings);
  const auto pages = store->load_pages(names, now, settings.lookback_days, start);
  HourError learned, raw, flat;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    compare(analyse_page(agency, pages[i], start, settings),
            simulate::ExpectedResponse(audiences[i]), learned, raw, flat);
  }
  RecordProperty("learned", std::to_string(learned.root_mean_square()));
  RecordProperty("flat", std::to_string(flat.root_mean_square()));
  RecordProperty("raw", std::to_string(raw.root_mean_square()));
  EXPECT_LT(learned.root_mean_square(), 0.5 * raw.root_mean_square());
  EXPECT_LT(learned.root_mean_square(), 1.2 * flat.root_mean_square())
      << "learning does no harm where hours differ little";
}

}  // namespace
}  // namespace eros::orchestrate
