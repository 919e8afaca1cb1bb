#pragma once
#include <optional>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/model/words.h"

// The report of SPEC 4: what the analysis says of one page. Field names are those of the JSON.
// An empty optional is "no value" (null in JSON).
namespace eros::model {

struct Interval {
  double lower = 0.0;
  double upper = 0.0;
};

struct AccountClassification {
  SizeTier size_tier = SizeTier::new_page;
  AccountSize account_size = AccountSize::micro;
  std::int64_t avg_audience = 0;  // the largest sent_count in the window (name kept)
  double total_revenue_period = 0.0;
  int daily_ppv_target_min = 0;
  int daily_ppv_target_max = 0;
  int daily_bump_target = 0;
  int min_ppv_gap_minutes = 0;
  double saturation_tolerance = 0.5;
};

struct BehavioralSegment {
  Segment segment_label = Segment::exploratory;
  std::optional<double> avg_rpr;                               // mean over PPVs
  std::optional<double> avg_conversion;                        // mean over PPVs
  std::optional<double> price_conversion_correlation;          // Pearson
  std::optional<double> price_conversion_correlation_p_value;  // two-sided t test
  std::optional<double> category_entropy;                      // bits, over the PPVs' categories
  std::int64_t sample_size = 0;                                // messages in the window
};

struct Saturation {
  int score_hundredths = 0;  // saturation_score is this / 100
  RiskLevel risk_level = RiskLevel::healthy;
  std::optional<double> unlock_rate_deviation;
  std::optional<double> emv_deviation;
  int consecutive_underperform_days = 0;
  std::optional<double> frequency_trend;  // sends a day: last 7 days over baseline
  std::string recommended_action;         // set by the caller that knows volume, as the zone
  std::int64_t recent_messages = 0;       // of the seven days; not in the JSON
  double volume_adjustment_factor = 1.0;
  double confidence_score = 0.0;
  std::optional<std::string> exclusion_reason;  // HOLIDAY or PLATFORM
};

struct TriggerAnalysis {
  std::string trigger;
  std::int64_t usage_count = 0;
  std::optional<double> avg_rpr;
  std::optional<double> avg_conversion_rate;  // pooled: purchased / viewed
  std::optional<Interval> conversion_ci;      // Wilson 95 %
  std::optional<double> emv_lift_pct;         // against the page's other triggers' messages
  std::optional<double> conversion_lift_pct;
  std::optional<double> p_value;  // two-proportion z test of conversion against the others
  std::optional<double> q_value;  // Benjamini-Hochberg over the page's triggers
  bool is_statistically_significant = false;
  std::string trigger_health_status;
  std::optional<int> recommended_weekly_budget;  // SPEC 7's budget, less where the trigger is tired
};

struct CategoryPerformance {
  std::string category;
  Tier price_tier = Tier::mid;
  std::int64_t message_count = 0;
  std::optional<double> avg_rpr;
  std::optional<double> avg_conversion_rate;
  std::optional<double> trend_pct;          // last 30 days against the 30 before
  std::string trend_direction;              // RISING, DECLINING, STABLE
  std::optional<double> price_sensitivity;  // Pearson of price and conversion
  std::optional<Tier> best_price_tier;      // of the category, by avg_rpr
};

struct DayOfWeekPattern {
  int iso_weekday = 1;
  std::int64_t n = 0;
  std::optional<double> mean;               // RPR
  std::optional<double> median;             // RPR
  std::optional<Interval> ci;               // t interval of the mean, 95 %
  std::optional<double> performance_index;  // mean over the mean of all days
  std::optional<double> p_value;            // Welch's t test against the other days
  std::optional<double> q_value;
  bool is_statistically_significant = false;
  double volume_multiplier = 1.0;  // 0.70 to 1.30; 1 where not significant
};

struct TimeWindow {
  bool weekend = false;
  int hour = 0;  // local
  std::int64_t n = 0;
  std::optional<double> avg_rpr;
  std::optional<double> avg_conversion_rate;
  double shrunk_value = 0.0;      // expected RPR: what a slot of this hour is worth
  double own_share = 0.0;         // of shrunk_value: from the page's own sends in this hour
  std::string confidence;         // HIGH_CONF, MED_CONF, LOW_CONF
  std::optional<double> p_value;  // Welch's t test of RPR against the day type's other hours
  std::optional<double> q_value;  // Benjamini-Hochberg over all rows
  bool is_statistically_significant = false;
};

struct WeekTrend {
  base::LocalDay week_start;  // Monday
  std::int64_t messages = 0;
  std::optional<double> avg_emv;
  std::optional<double> avg_conversion_rate;
  std::optional<double> unlock_rate;
};
struct PerformanceTrends {
  std::optional<double> avg_emv;
  std::optional<double> avg_conversion_rate;
  std::optional<double> unlock_rate;
  std::string trend_direction;  // rising, stable, declining
  std::vector<WeekTrend> weeks;
};

struct ReportMetadata {
  base::Instant as_of;
  int lookback_days = 90;
  std::int64_t message_count = 0;
  std::optional<double> data_freshness_hours;  // as-of less the newest message; JSON data_freshness
  std::string algorithm_version;
};

struct Report {
  std::string page_name;
  AccountClassification account_classification;
  BehavioralSegment behavioral_segment;
  Saturation saturation;
  std::vector<TriggerAnalysis> psychological_trigger_analysis;
  std::vector<CategoryPerformance> content_category_performance;
  std::vector<DayOfWeekPattern> day_of_week_patterns;  // always seven, Monday first
  std::vector<TimeWindow> time_window_optimization;    // best first; hours with PPVs only
  PerformanceTrends performance_trends;
  ReportMetadata metadata;
  // The zone and the week's counts that follow (SPEC 5, 6), for older readers. Set by the caller
  // that knows volume: analysis does not.
  Zone saturation_status = Zone::green;
  int recommended_ppv = 0;
  int recommended_bump = 0;
};

}  // namespace eros::model
