#include "eros/orchestrate/plan_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <span>

#include "eros/analysis/report.h"
#include "eros/captions/pick.h"
#include "eros/captions/policies.h"
#include "eros/orchestrate/old_data.h"
#include "eros/orchestrate/standing_messages.h"
#include "eros/schedule/place.h"
#include "eros/schedule/validate.h"
#include "eros/volume/advice.h"
#include "eros/volume/plan.h"

namespace eros::orchestrate {
namespace {

using model::PageInputs;
using model::ScheduleStatus;

// The live schedules of the page that share a day with the week and that storing it will replace.
std::vector<std::string> superseded_schedules(const PageInputs& inputs,
                                              const PlanRequest& request) {
  std::vector<std::string> ids;
  for (const model::PlannedElsewhere& message : inputs.planned) {
    const bool replaceable = message.status == ScheduleStatus::draft ||
                             (request.force && message.status != ScheduleStatus::superseded);
    if (shares_a_day(message.schedule_start, request.start) && replaceable) {
      ids.push_back(message.schedule_id);
    }
  }
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

// What of the replaced schedules lies outside of the new week, and is planned by nothing then.
void warn_of_dropped_messages(const PageInputs& inputs, const PlanRequest& request,
                              base::Instant as_of, std::span<const std::string> replaced,
                              std::vector<std::string>& warnings) {
  const base::Zone zone = base::Zone::find(inputs.page.timezone);
  for (const std::string& schedule_id : replaced) {
    std::set<base::LocalDay> days;
    int messages = 0;
    for (const model::PlannedElsewhere& message : inputs.planned) {
      const base::LocalDay day = zone.local_day(message.at);
      const bool is_in_week = day >= request.start && day < request.start + base::days(7);
      if (message.schedule_id != schedule_id || message.at <= as_of || is_in_week) continue;
      days.insert(day);
      ++messages;
    }
    if (messages == 0) continue;
    warnings.push_back(fmt::format(
        "The week takes the place of {}, of which {} from {} to {} {} no longer planned.",
        schedule_id, messages == 1 ? "1 message" : fmt::format("{} messages", messages),
        base::format_day(*days.begin()), base::format_day(*days.rbegin()),
        messages == 1 ? "is" : "are"));
  }
}

void warn_of_old_data(const Agency& agency, const PageInputs& inputs,
                      std::vector<std::string>& warnings) {
  std::optional<base::Instant> learned_at;
  if (agency.learned.is_learned()) learned_at = agency.learned.as_of();
  std::ranges::move(warnings_of_old_data(inputs, agency.inputs.as_of, learned_at),
                    std::back_inserter(warnings));
}

Selection select_for_week(const Agency& agency, const PageInputs& inputs,
                          const PlanRequest& request, const std::vector<std::string>& replaced,
                          std::span<const model::PlannedElsewhere> standing,
                          const model::Settings& settings) {
  Selection selection;
  selection.report = analysis::report(inputs.history, inputs.page, agency.inputs,
                                      agency.platform_bad_days, settings);
  selection.volume = volume::plan(selection.report, inputs.page, request.start, request.mode,
                                  request.overrides, agency.inputs.holidays);
  selection.pool = captions::pick({.bank = agency.bank,
                                   .inputs = inputs,
                                   .report = selection.report,
                                   .volume = selection.volume,
                                   .settings = settings,
                                   .policy = captions::find_policy(settings.policy),
                                   .standing = standing,
                                   .held = agency.held,
                                   .superseded = replaced,
                                   .seed = request.seed,
                                   .learned = &agency.learned});
  return selection;
}

}  // namespace

model::Report analyse_page(const Agency& agency, const PageInputs& inputs, base::LocalDay start,
                           const model::Settings& settings) {
  model::Report report = analysis::report(inputs.history, inputs.page, agency.inputs,
                                          agency.platform_bad_days, settings);
  const model::Volume volume =
      volume::plan(report, inputs.page, start, model::Mode::optimize, {}, agency.inputs.holidays);
  report.saturation_status = volume.zone;
  report.saturation.recommended_action = volume::recommended_action(report.saturation, volume.zone);
  report.recommended_ppv = volume.ppv;
  report.recommended_bump = volume.bump;
  return report;
}

Selection select_captions(const Agency& agency, const PageInputs& inputs,
                          const PlanRequest& request, const model::Settings& settings) {
  const std::vector<std::string> replaced = superseded_schedules(inputs, request);
  return select_for_week(agency, inputs, request, replaced,
                         standing_messages(inputs, request.start, agency.inputs.as_of, replaced),
                         settings);
}

model::Schedule plan_page(const Agency& agency, const PageInputs& inputs,
                          const PlanRequest& request, const model::Settings& settings) {
  const std::vector<std::string> replaced = superseded_schedules(inputs, request);
  const std::vector<model::PlannedElsewhere> standing =
      standing_messages(inputs, request.start, agency.inputs.as_of, replaced);
  const Selection selection =
      select_for_week(agency, inputs, request, replaced, standing, settings);

  schedule::PlaceResult placed =
      schedule::place({.page = inputs.page,
                       .zone = base::Zone::find(inputs.page.timezone),
                       .as_of = agency.inputs.as_of,
                       .volume = selection.volume,
                       .report = selection.report,
                       .pool = selection.pool,
                       .bank = agency.bank,
                       .planned = standing,
                       .expected_revenue = schedule::ExpectedRevenue(agency.bank, inputs.history,
                                                                     inputs.caption_stats),
                       .settings = settings,
                       .seed = request.seed});
  model::Schedule week = std::move(placed.schedule);
  week.validation = schedule::validate({.schedule = week,
                                        .page = inputs.page,
                                        .planned = standing,
                                        .restrictions = inputs.restrictions,
                                        .settings = settings});
  week.supersedes = replaced;
  if (!inputs.page.is_active) {
    week.warnings.emplace_back("The page is not active: its creator row says so.");
  }
  warn_of_dropped_messages(inputs, request, agency.inputs.as_of, replaced, week.warnings);
  warn_of_old_data(agency, inputs, week.warnings);
  return week;
}

}  // namespace eros::orchestrate
