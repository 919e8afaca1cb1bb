#include "eros/orchestrate/export_schedule.h"

#include <chrono>

#include "eros/base/error.h"
#include "eros/exports/json.h"
#include "eros/orchestrate/gate.h"

namespace eros::orchestrate {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

void refuse_dead(const model::StoredSchedule& schedule) {
  const bool is_live = schedule.status == model::ScheduleStatus::draft ||
                       schedule.status == model::ScheduleStatus::approved ||
                       schedule.status == model::ScheduleStatus::exported;
  if (is_live) return;
  throw base::Error(base::ErrorCode::failed,
                    schedule.schedule_id + " " + schedule.state() + " and has no messages",
                    "'eros schedules --page " + schedule.page_name + "' lists the live ones");
}

std::string_view format_name(ExportFormat format) {
  return format == ExportFormat::csv ? "csv" : "json";
}

}  // namespace

ExportOutcome export_schedule(store::Store& store, const model::StoredSchedule& schedule,
                              const ExportRequest& request) {
  refuse_dead(schedule);
  const Clock::time_point begin = Clock::now();
  const auto log = [&](const std::string& status, const std::string& note) {
    store.log_export(schedule.schedule_id, request.as_of, status,
                     std::string(format_name(request.format)), seconds_since(begin), note);
  };
  const Gate passed = gate(schedule.validation_ok, schedule.saturation_zone);
  if (!passed.may_export && !request.force) {
    log("SKIPPED", passed.reason);
    return {.reason = passed.reason};
  }
  ExportOutcome outcome{.exported = true};
  try {
    const auto rows = store.schedule_rows(schedule.schedule_id);
    outcome.rows = static_cast<std::int64_t>(rows.size());
    if (request.format == ExportFormat::csv) {
      const exports::CsvFile csv = exports::schedule_csv(rows, request.csv);
      outcome.guarded = csv.summary.guarded;
      request.write(csv.text);
    } else {
      request.write(exports::schedule_json(schedule, rows));
    }
  } catch (const std::exception& error) {
    log("FAILED", error.what());
    throw;
  }
  log("SUCCESS", passed.may_export ? "" : "forced by a person: " + passed.reason);
  return outcome;
}

}  // namespace eros::orchestrate
