#include "eros/cli/report_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "eros/cli/figures.h"
#include "eros/cli/tables.h"

namespace eros::cli {
namespace {

constexpr std::size_t rows_shown = 12;

std::string title(const char* text, const Style& style) {
  return '\n' + paint(text, Ink::bold, style) + '\n';
}

// The first rows of a long table, and how many more there are.
std::string best_rows(Table table, const Style& style) {
  if (table.rows.empty()) return "(no data)\n";
  const std::size_t left_out = table.rows.size() - std::min(table.rows.size(), rows_shown);
  table.rows.resize(table.rows.size() - left_out);
  std::string out = render_table(table, style);
  if (left_out > 0) out += fmt::format("... and {} more (--format json shows all)\n", left_out);
  return out;
}

std::string starred(const std::string& text, bool significant) {
  return text + (significant ? " *" : "  ");
}

// How old the newest message is, where that is old for a report on fatigue.
std::string age_of_data(const model::ReportMetadata& metadata) {
  constexpr double fresh_days = 7.0;
  const double days = metadata.data_freshness_hours.value_or(0.0) / 24.0;
  if (days <= fresh_days) return {};
  return fmt::format("The newest message is {:.0f} days old.\n", std::floor(days));
}

std::string verdict(const model::Report& r, const Style& style) {
  const auto& a = r.account_classification;
  const auto& s = r.saturation;
  std::string out = fmt::format("{}  as of {}, {} days, {}\n", paint(r.page_name, Ink::bold, style),
                                base::format_instant(r.metadata.as_of), r.metadata.lookback_days,
                                amount_text(r.metadata.message_count, "message", "messages"));
  out += age_of_data(r.metadata);
  out +=
      fmt::format("{} zone: saturation {:.2f} ({}), confidence {:.2f}{}\n",
                  paint(model::to_string(r.saturation_status), ink_of(r.saturation_status), style),
                  s.score_hundredths / 100.0, model::to_string(s.risk_level), s.confidence_score,
                  s.exclusion_reason ? ", not judged: " + *s.exclusion_reason : "");
  out += wrap(s.recommended_action, style.width, 0);
  out += fmt::format("Next week: {} and {}\n", amount_text(r.recommended_ppv, "PPV", "PPVs"),
                     amount_text(r.recommended_bump, "bump", "bumps"));
  out += title("Account", style);
  out += fmt::format(
      "{} by revenue ({}), {} by audience ({})\nadvised a day: {}-{} PPVs, {}; PPVs {} min apart\n",
      model::to_string(a.account_size), money_text(a.total_revenue_period),
      model::to_string(a.size_tier), count_text(a.avg_audience), a.daily_ppv_target_min,
      a.daily_ppv_target_max, amount_text(a.daily_bump_target, "bump", "bumps"),
      a.min_ppv_gap_minutes);
  return out;
}

std::string segment(const model::BehavioralSegment& s, const Style& style) {
  return title("Audience", style) +
         fmt::format(
             "{}: earns {} a recipient, {} of viewers buy\n"
             "price against conversion: r {} (p {}); variety of categories {} bits\n",
             model::to_string(s.segment_label), s.avg_rpr ? "$" + decimal_text(s.avg_rpr, 4) : "-",
             percent_text(s.avg_conversion), decimal_text(s.price_conversion_correlation, 2),
             p_value_text(s.price_conversion_correlation_p_value),
             decimal_text(s.category_entropy, 2));
}

std::string fatigue(const model::Saturation& s, const Style& style) {
  const auto percent = [](const std::optional<double>& rate) {
    return signed_percent_text(rate ? std::optional(*rate * 100.0) : std::nullopt);
  };
  return title("Fatigue, last 7 days against the same weekdays before", style) +
         fmt::format("unlock rate {}, EMV {}, sends a day x {}, days in a row below: {}\n",
                     percent(s.unlock_rate_deviation), percent(s.emv_deviation),
                     decimal_text(s.frequency_trend, 2), s.consecutive_underperform_days);
}

std::string triggers(const model::Report& r, const Style& style) {
  Table table;
  table.columns = {{"Trigger"},
                   {"Sent", Align::right},
                   {"Conversion", Align::right},
                   {"95% interval"},
                   {"Lift", Align::right},
                   {"EMV lift", Align::right},
                   {"q", Align::right},
                   {"Health"},
                   {"Budget", Align::right}};
  for (const auto& t : r.psychological_trigger_analysis) {
    table.rows.push_back(
        {t.trigger, count_text(t.usage_count), percent_text(t.avg_conversion_rate),
         t.conversion_ci ? fmt::format("{} to {}", percent_text(t.conversion_ci->lower),
                                       percent_text(t.conversion_ci->upper))
                         : "-",
         signed_percent_text(t.conversion_lift_pct), signed_percent_text(t.emv_lift_pct),
         starred(p_value_text(t.q_value), t.is_statistically_significant), t.trigger_health_status,
         t.recommended_weekly_budget ? std::to_string(*t.recommended_weekly_budget) : "-"});
  }
  return title("Triggers", style) + best_rows(std::move(table), style);
}

std::string categories(const model::Report& r, const Style& style) {
  Table table;
  table.columns = {{"Category"},
                   {"Tier"},
                   {"Sent", Align::right},
                   {"RPR", Align::right},
                   {"Conversion", Align::right},
                   {"Trend", Align::right},
                   {"Direction"},
                   {"Best tier"}};
  for (const auto& c : r.content_category_performance) {
    table.rows.push_back(
        {c.category.empty() ? "(none)" : c.category, std::string(model::to_string(c.price_tier)),
         count_text(c.message_count), decimal_text(c.avg_rpr, 4),
         percent_text(c.avg_conversion_rate), signed_percent_text(c.trend_pct), c.trend_direction,
         c.best_price_tier ? std::string(model::to_string(*c.best_price_tier)) : "-"});
  }
  return title("Categories", style) + best_rows(std::move(table), style);
}

std::string weekdays(const model::Report& r, const Style& style) {
  static constexpr const char* names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                          "Friday", "Saturday", "Sunday"};
  Table table;
  table.columns = {{"Day"},
                   {"n", Align::right},
                   {"Mean RPR", Align::right},
                   {"Median", Align::right},
                   {"Index", Align::right},
                   {"q", Align::right},
                   {"Volume", Align::right}};
  for (const auto& d : r.day_of_week_patterns) {
    table.rows.push_back({names[d.iso_weekday - 1], count_text(d.n), decimal_text(d.mean, 4),
                          decimal_text(d.median, 4), decimal_text(d.performance_index, 2),
                          starred(p_value_text(d.q_value), d.is_statistically_significant),
                          fmt::format("x {:.2f}", d.volume_multiplier)});
  }
  return title("Weekdays", style) + best_rows(std::move(table), style);
}

std::string windows(const model::Report& r, const Style& style) {
  Table table;
  table.columns = {{"Hour"},
                   {"n", Align::right},
                   {"RPR", Align::right},
                   {"Conversion", Align::right},
                   {"Worth", Align::right},
                   {"Own", Align::right},
                   {"q", Align::right},
                   {"Confidence"}};
  for (const auto& w : r.time_window_optimization) {
    table.rows.push_back(
        {fmt::format("{} {:02}:00", w.weekend ? "weekend" : "weekday", w.hour), count_text(w.n),
         decimal_text(w.avg_rpr, 4), percent_text(w.avg_conversion_rate),
         decimal_text(w.shrunk_value, 4), percent_text(w.own_share),
         starred(p_value_text(w.q_value), w.is_statistically_significant), w.confidence});
  }
  return title("Hours, best first", style) + best_rows(std::move(table), style);
}

std::string trends(const model::PerformanceTrends& t, const Style& style) {
  Table table;
  table.columns = {{"Week of"},
                   {"Messages", Align::right},
                   {"EMV", Align::right},
                   {"Conversion", Align::right},
                   {"Unlock", Align::right}};
  // The latest weeks matter most.
  const std::size_t first = t.weeks.size() - std::min(t.weeks.size(), rows_shown);
  for (std::size_t i = first; i < t.weeks.size(); ++i) {
    const auto& w = t.weeks[i];
    table.rows.push_back({base::format_day(w.week_start), count_text(w.messages),
                          money_text(w.avg_emv), percent_text(w.avg_conversion_rate),
                          percent_text(w.unlock_rate)});
  }
  return title(fmt::format("Week by week: {}", t.trend_direction).c_str(), style) +
         best_rows(std::move(table), style);
}

}  // namespace

std::string report_text(const model::Report& report, const Style& style) {
  return verdict(report, style) + segment(report.behavioral_segment, style) +
         fatigue(report.saturation, style) + triggers(report, style) + categories(report, style) +
         weekdays(report, style) + windows(report, style) +
         trends(report.performance_trends, style);
}

}  // namespace eros::cli
