#include "eros/analysis/report.h"

#include "eros/analysis/account.h"
#include "eros/analysis/categories.h"
#include "eros/analysis/hours.h"
#include "eros/analysis/saturation.h"
#include "eros/analysis/segment.h"
#include "eros/analysis/trends.h"
#include "eros/analysis/triggers.h"
#include "eros/analysis/weekdays.h"

namespace eros::analysis {
namespace {

model::ReportMetadata metadata(const model::PageRollup& page, const model::AgencyInputs& agency) {
  model::ReportMetadata result;
  result.as_of = agency.as_of;
  result.lookback_days = agency.lookback_days;
  result.message_count = page.total.messages;
  if (page.last_message_at) {
    const std::chrono::duration<double, std::ratio<3600>> age =
        agency.as_of - *page.last_message_at;
    result.data_freshness_hours = age.count();
  }
  result.algorithm_version = algorithm_version;
  return result;
}

}  // namespace

model::Report report(const model::PageHistory& history, const model::Page& page,
                     const model::AgencyInputs& agency,
                     std::span<const base::LocalDay> platform_bad_days,
                     const model::Settings& settings) {
  const base::LocalDay today = base::Zone::find(page.timezone).local_day(agency.as_of);
  model::Report result;
  result.page_name = page.page_name;
  result.account_classification = classify_account(history.page);
  result.behavioral_segment = behavioral_segment(history, page, settings.segment);
  result.saturation = saturation(history.days, agency.holidays, platform_bad_days, today);
  result.psychological_trigger_analysis = trigger_analysis(history.triggers, settings.budget);
  result.content_category_performance = category_performance(history.categories);
  result.day_of_week_patterns = day_of_week_patterns(history.weekdays);
  result.time_window_optimization =
      time_windows(history.hours, history.learned_hours, agency.learned.hours);
  result.performance_trends = performance_trends(history.page.total, history.days);
  result.metadata = metadata(history.page, agency);
  return result;
}

}  // namespace eros::analysis
