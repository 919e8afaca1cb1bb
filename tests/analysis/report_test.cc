#include "eros/analysis/report.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <set>

#include "analysis/history.h"
#include "eros/base/holidays.h"

namespace eros::analysis {
namespace {

using testing::Message;

base::Instant instant(const char* text) {
  return base::parse_instant(text, base::Zone::find("UTC")).value();
}

model::AgencyInputs agency() {
  model::AgencyInputs inputs;
  inputs.as_of = instant("2026-10-06T20:00:00Z");
  inputs.holidays = base::us_holidays(2026);
  return inputs;
}

TEST(Report, OfAPageWithoutHistory) {
  model::Page page;
  page.page_name = "garden";
  model::PageHistory history;
  const auto result = report(history, page, agency(), {}, {});
  EXPECT_EQ(result.page_name, "garden");
  EXPECT_EQ(result.account_classification.size_tier, model::SizeTier::new_page);
  EXPECT_EQ(result.behavioral_segment.segment_label, model::Segment::exploratory);
  EXPECT_LT(result.saturation.confidence_score, 0.5);
  EXPECT_TRUE(result.psychological_trigger_analysis.empty());
  EXPECT_TRUE(result.content_category_performance.empty());
  EXPECT_EQ(result.day_of_week_patterns.size(), 7u);
  EXPECT_TRUE(result.time_window_optimization.empty());
  EXPECT_EQ(result.performance_trends.trend_direction, "stable");
  EXPECT_EQ(result.metadata.message_count, 0);
  EXPECT_FALSE(result.metadata.data_freshness_hours);
}

TEST(Report, SaysHowOldItsDataAre) {
  model::PageHistory history;
  history.page.total.messages = 12;
  history.page.last_message_at = instant("2026-10-06T14:30:00Z");
  const auto result = report(history, {}, agency(), {}, {});
  EXPECT_DOUBLE_EQ(result.metadata.data_freshness_hours.value(), 5.5);
  EXPECT_EQ(result.metadata.message_count, 12);
  EXPECT_EQ(result.metadata.as_of, agency().as_of);
  EXPECT_EQ(result.metadata.lookback_days, 90);
}

// At 20:00 UTC it is the 6th in Los Angeles and already the 7th in Auckland: the day of the one is
// today and still open, that of the other is yesterday and judged.
TEST(Report, TakesTodayFromThePagesZone) {
  model::PageHistory history;
  for (int age = 85; age >= 0; --age) {
    history.days.push_back(
        testing::flat_day(testing::some_today() - base::days{age}, 0.4, age == 0 ? 10.0 : 100.0));
  }
  model::Page page;
  EXPECT_EQ(report(history, page, agency(), {}, {}).saturation.emv_deviation, 0.0);
  page.timezone = "Pacific/Auckland";
  EXPECT_NEAR(report(history, page, agency(), {}, {}).saturation.emv_deviation.value(), -0.9 / 7.0,
              1e-12);
}

rc::Gen<Message> any_message() {
  return rc::gen::exec([] {
    Message message;
    message.age = *rc::gen::inRange(0, 91);
    message.hour = *rc::gen::inRange(0, 24);
    message.paid = *rc::gen::arbitrary<bool>();
    message.sent = *rc::gen::element(0LL, 1LL, 40LL, 3'000LL, 250'000LL);
    message.viewed = message.sent == 0 ? 0 : *rc::gen::inRange<std::int64_t>(0, message.sent + 1);
    message.purchased =
        message.viewed == 0 ? 0 : *rc::gen::inRange<std::int64_t>(0, message.viewed + 1);
    if (message.paid) {
      message.price = *rc::gen::element(0.0, 0.01, 15.0, 19.99, 100.0);
      message.earnings =
          *rc::gen::element(0.0, 1.0, static_cast<double>(message.purchased)) * message.price;
    }
    message.trigger = *rc::gen::element<std::string>("", "Curiosity", "FOMO", "Scarcity");
    message.category = *rc::gen::element<std::string>("", "Music", "Pets");
    message.tier = *rc::gen::element(model::Tier::budget, model::Tier::mid, model::Tier::premium);
    return message;
  });
}

using Value = std::optional<double>;

void require_finite(std::initializer_list<Value> figures) {
  for (const auto& figure : figures) RC_ASSERT(!figure || std::isfinite(*figure));
}

void require_within(const std::optional<model::Interval>& interval, const Value& figure) {
  RC_ASSERT(interval.has_value() <= figure.has_value());
  if (!interval) return;
  RC_ASSERT(std::isfinite(interval->lower) && std::isfinite(interval->upper));
  RC_ASSERT(interval->lower <= *figure * (1 + 1e-12));
  RC_ASSERT(interval->upper >= *figure * (1 - 1e-12));
}

void require_test(const Value& p, const Value& q, bool is_significant) {
  RC_ASSERT(p.has_value() == q.has_value());
  RC_ASSERT(is_significant == (q && *q < 0.05));
  if (p) RC_ASSERT(*p >= 0.0 && *p <= *q && *q <= 1.0);
}

void require_sound(const model::Report& report) {
  const auto& segment = report.behavioral_segment;
  require_finite({report.account_classification.total_revenue_period, segment.avg_rpr,
                  segment.avg_conversion, segment.price_conversion_correlation,
                  segment.price_conversion_correlation_p_value, segment.category_entropy});

  const auto& saturation = report.saturation;
  require_finite(
      {saturation.unlock_rate_deviation, saturation.emv_deviation, saturation.frequency_trend});
  RC_ASSERT(saturation.score_hundredths >= 0 && saturation.score_hundredths <= 100);
  RC_ASSERT(saturation.confidence_score >= 0.0 && saturation.confidence_score <= 1.0);

  for (const auto& row : report.psychological_trigger_analysis) {
    require_finite(
        {row.avg_rpr, row.avg_conversion_rate, row.emv_lift_pct, row.conversion_lift_pct});
    require_within(row.conversion_ci, row.avg_conversion_rate);
    require_test(row.p_value, row.q_value, row.is_statistically_significant);
  }
  for (const auto& row : report.content_category_performance) {
    require_finite({row.avg_rpr, row.avg_conversion_rate, row.trend_pct, row.price_sensitivity});
  }
  RC_ASSERT(report.day_of_week_patterns.size() == 7u);
  for (const auto& row : report.day_of_week_patterns) {
    require_finite({row.mean, row.median, row.performance_index});
    require_within(row.ci, row.mean);
    require_test(row.p_value, row.q_value, row.is_statistically_significant);
    RC_ASSERT(row.volume_multiplier >= 0.70 && row.volume_multiplier <= 1.30);
  }
  for (const auto& row : report.time_window_optimization) {
    require_finite({row.avg_rpr, row.avg_conversion_rate, row.shrunk_value});
    require_test(row.p_value, row.q_value, row.is_statistically_significant);
  }
  for (const auto& week : report.performance_trends.weeks) {
    require_finite({week.avg_emv, week.avg_conversion_rate, week.unlock_rate});
  }
}

RC_GTEST_PROP(Report, OfAnyHistoryHasOnlySoundFigures, ()) {
  const auto messages = *rc::gen::container<std::vector<Message>>(any_message());
  // Distinct and in order; the few days of a small size could not be told apart by drawing again.
  std::set<base::LocalDay> bad;
  for (int age : *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 91))) {
    bad.insert(testing::some_today() - base::days{age});
  }
  const std::vector<base::LocalDay> bad_days(bad.begin(), bad.end());
  const auto history = testing::roll_up(messages, testing::some_today());
  require_sound(report(history, {}, agency(), bad_days, {}));
}

}  // namespace
}  // namespace eros::analysis
