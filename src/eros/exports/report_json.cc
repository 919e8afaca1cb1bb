#include "eros/exports/report_json.h"

#include <nlohmann/json.hpp>

#include "eros/exports/json_text.h"

namespace eros::exports {
namespace {

using Json = nlohmann::ordered_json;

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json interval(const std::optional<model::Interval>& value) {
  if (!value) return nullptr;
  return Json{{"lower", value->lower}, {"upper", value->upper}};
}

std::string weekday_name(int iso_weekday) {
  // 1 January 2024 was a Monday.
  const base::LocalDay monday{base::days{19'723}};
  return std::string(base::day_name(monday + base::days{iso_weekday - 1}));
}

Json account(const model::AccountClassification& a) {
  return Json{{"size_tier", model::to_string(a.size_tier)},
              {"account_size", model::to_string(a.account_size)},
              {"avg_audience", a.avg_audience},
              {"total_revenue_period", a.total_revenue_period},
              {"daily_ppv_target_min", a.daily_ppv_target_min},
              {"daily_ppv_target_max", a.daily_ppv_target_max},
              {"daily_bump_target", a.daily_bump_target},
              {"min_ppv_gap_minutes", a.min_ppv_gap_minutes},
              {"saturation_tolerance", a.saturation_tolerance}};
}

Json segment(const model::BehavioralSegment& s) {
  return Json{
      {"segment_label", model::to_string(s.segment_label)},
      {"avg_rpr", or_null(s.avg_rpr)},
      {"avg_conversion", or_null(s.avg_conversion)},
      {"price_conversion_correlation", or_null(s.price_conversion_correlation)},
      {"price_conversion_correlation_p_value", or_null(s.price_conversion_correlation_p_value)},
      {"category_entropy", or_null(s.category_entropy)},
      {"sample_size", s.sample_size}};
}

Json saturation(const model::Saturation& s) {
  return Json{{"saturation_score", s.score_hundredths / 100.0},
              {"risk_level", model::to_string(s.risk_level)},
              {"unlock_rate_deviation", or_null(s.unlock_rate_deviation)},
              {"emv_deviation", or_null(s.emv_deviation)},
              {"consecutive_underperform_days", s.consecutive_underperform_days},
              {"frequency_trend", or_null(s.frequency_trend)},
              {"recommended_action", s.recommended_action},
              {"volume_adjustment_factor", s.volume_adjustment_factor},
              {"confidence_score", s.confidence_score},
              {"exclusion_reason", or_null(s.exclusion_reason)}};
}

Json trigger(const model::TriggerAnalysis& t) {
  return Json{{"trigger", t.trigger},
              {"usage_count", t.usage_count},
              {"avg_rpr", or_null(t.avg_rpr)},
              {"avg_conversion_rate", or_null(t.avg_conversion_rate)},
              {"conversion_ci", interval(t.conversion_ci)},
              {"emv_lift_pct", or_null(t.emv_lift_pct)},
              {"conversion_lift_pct", or_null(t.conversion_lift_pct)},
              {"p_value", or_null(t.p_value)},
              {"q_value", or_null(t.q_value)},
              {"is_statistically_significant", t.is_statistically_significant},
              {"trigger_health_status", t.trigger_health_status},
              {"recommended_weekly_budget", or_null(t.recommended_weekly_budget)}};
}

Json category(const model::CategoryPerformance& c) {
  return Json{{"category", c.category},
              {"price_tier", model::to_string(c.price_tier)},
              {"message_count", c.message_count},
              {"avg_rpr", or_null(c.avg_rpr)},
              {"avg_conversion_rate", or_null(c.avg_conversion_rate)},
              {"trend_pct", or_null(c.trend_pct)},
              {"trend_direction", c.trend_direction},
              {"price_sensitivity", or_null(c.price_sensitivity)},
              {"best_price_tier",
               c.best_price_tier ? Json(model::to_string(*c.best_price_tier)) : Json(nullptr)}};
}

Json weekday(const model::DayOfWeekPattern& d) {
  return Json{{"day_of_week", weekday_name(d.iso_weekday)},
              {"iso_weekday", d.iso_weekday},
              {"n", d.n},
              {"mean", or_null(d.mean)},
              {"median", or_null(d.median)},
              {"ci", interval(d.ci)},
              {"performance_index", or_null(d.performance_index)},
              {"p_value", or_null(d.p_value)},
              {"q_value", or_null(d.q_value)},
              {"is_statistically_significant", d.is_statistically_significant},
              {"volume_multiplier", d.volume_multiplier}};
}

Json window(const model::TimeWindow& w) {
  return Json{{"day_type", w.weekend ? "Weekend" : "Weekday"},
              {"hour", w.hour},
              {"n", w.n},
              {"avg_rpr", or_null(w.avg_rpr)},
              {"avg_conversion_rate", or_null(w.avg_conversion_rate)},
              {"shrunk_value", w.shrunk_value},
              {"own_share", w.own_share},
              {"confidence", w.confidence},
              {"p_value", or_null(w.p_value)},
              {"q_value", or_null(w.q_value)},
              {"is_statistically_significant", w.is_statistically_significant}};
}

Json week(const model::WeekTrend& w) {
  return Json{{"week_start", base::format_day(w.week_start)},
              {"messages", w.messages},
              {"avg_emv", or_null(w.avg_emv)},
              {"avg_conversion_rate", or_null(w.avg_conversion_rate)},
              {"unlock_rate", or_null(w.unlock_rate)}};
}

template <typename T>
Json list(const std::vector<T>& values, Json (*convert)(const T&)) {
  Json json = Json::array();
  for (const T& value : values) json.push_back(convert(value));
  return json;
}

Json trends(const model::PerformanceTrends& t) {
  return Json{{"avg_emv", or_null(t.avg_emv)},
              {"avg_conversion_rate", or_null(t.avg_conversion_rate)},
              {"unlock_rate", or_null(t.unlock_rate)},
              {"trend_direction", t.trend_direction},
              {"weeks", list(t.weeks, week)}};
}

Json metadata(const model::ReportMetadata& m) {
  return Json{{"as_of", base::format_instant(m.as_of)},
              {"lookback_days", m.lookback_days},
              {"message_count", m.message_count},
              {"data_freshness", or_null(m.data_freshness_hours)},
              {"algorithm_version", m.algorithm_version}};
}

}  // namespace

std::string report_json(const model::Report& report) {
  return json_text(
      Json{{"page_name", report.page_name},
           {"account_classification", account(report.account_classification)},
           {"behavioral_segment", segment(report.behavioral_segment)},
           {"saturation", saturation(report.saturation)},
           {"psychological_trigger_analysis", list(report.psychological_trigger_analysis, trigger)},
           {"content_category_performance", list(report.content_category_performance, category)},
           {"day_of_week_patterns", list(report.day_of_week_patterns, weekday)},
           {"time_window_optimization", list(report.time_window_optimization, window)},
           {"performance_trends", trends(report.performance_trends)},
           {"metadata", metadata(report.metadata)},
           {"saturation_status", model::to_string(report.saturation_status)},
           {"recommended_ppv", report.recommended_ppv},
           {"recommended_bump", report.recommended_bump}});
}

}  // namespace eros::exports
