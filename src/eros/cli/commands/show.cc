#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/stored_schedule.h"
#include "eros/cli/commands/terminal.h"
#include "eros/cli/explain.h"
#include "eros/cli/week_grid.h"
#include "eros/exports/json.h"
#include "eros/store/decision_json.h"
#include "eros/store/stored_plan.h"
#include "eros/volume/zones.h"

namespace eros::cli {
namespace {

struct Options {
  std::string schedule_id;
  std::optional<std::size_t> explain;
  bool list = false;
};

const model::ScheduleRow& numbered_row(const std::vector<model::ScheduleRow>& rows,
                                       std::size_t number) {
  if (number >= 1 && number <= rows.size()) return rows[number - 1];
  throw base::Error(base::ErrorCode::usage,
                    fmt::format("there is no message {}; the week has {}", number, rows.size()),
                    "messages are numbered by time, from 1, as 'eros show --list' lists them");
}

// As it was planned, with the stored decision record.
model::PlannedMessage planned_message(const model::ScheduleRow& row) {
  model::PlannedMessage message;
  message.at = row.scheduled_send_at;
  message.local = row.scheduled_send_time;
  message.type = row.message_type;
  message.caption_id = row.caption_id;
  message.caption_text = row.caption_text;
  message.tier = row.price_tier;
  message.category = row.content_category;
  message.trigger = row.psychological_trigger;
  message.has_urgency = row.has_urgency;
  message.price = row.price;
  message.performance_score = row.performance_score;
  message.expected_revenue = row.expected_revenue;
  if (row.follows_index) message.follows = static_cast<std::size_t>(*row.follows_index);
  message.decision = store::parse_decision(row.decision_json);
  return message;
}

const char* what_became_of(const model::StoredSchedule& schedule) {
  if (schedule.is_cancelled) return "was cancelled";
  return schedule.status == model::ScheduleStatus::failed ? "failed" : "was planned again";
}

std::string not_live(const model::StoredSchedule& schedule) {
  const std::string text = fmt::format(
      "This week {}. It is shown as it was planned; none of it will be exported, and its captions "
      "are free, but for those of messages that had gone out.",
      what_became_of(schedule));
  return '\n' + wrap(text, terminal_style().width, 1);
}

bool is_on_cooling_day(const model::StoredSchedule& schedule, const model::ScheduleRow& row) {
  const auto day = std::chrono::floor<base::days>(row.scheduled_send_time) - schedule.week_start;
  return day.count() < volume::zone_config(schedule.saturation_zone).cooling_days;
}

void explain(const Context& context, const model::StoredSchedule& schedule,
             const model::ScheduleRow& row) {
  const model::PlannedMessage message = planned_message(row);
  const bool is_cooling = is_on_cooling_day(schedule, row);
  if (context.format == Format::json) {
    const Explanation why = explanation_of(message, is_cooling);
    context.out << exports::message_json(
        row, fmt::format("{}", fmt::join(why.why_this_caption, " ")), why.why_then);
  } else {
    context.out << explain_pick(message, terminal_style(), is_cooling);
  }
}

void run(const Context& context, const Options& options) {
  auto store = context.open_store();
  const model::StoredSchedule schedule = find_schedule(*store, options.schedule_id);
  const bool is_dead = schedule.status == model::ScheduleStatus::superseded ||
                       schedule.status == model::ScheduleStatus::failed;
  const std::vector<model::ScheduleRow> rows =
      is_dead ? store::planned_rows(schedule) : store->schedule_rows(options.schedule_id);
  if (options.explain) {
    explain(context, schedule, numbered_row(rows, *options.explain));
  } else if (context.format == Format::json) {
    context.out << exports::schedule_json(schedule, rows);
  } else {
    const WeekView week = week_view(schedule, rows, store::plan_warnings(schedule));
    context.out << (options.list ? week_list(week, terminal_style())
                                 : week_grid(week, terminal_style()));
    if (is_dead) context.out << not_live(schedule);
  }
}

}  // namespace

void add_show(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("show", "show a stored week");
  auto options = std::make_shared<Options>();
  command->add_option("SCHEDULE_ID", options->schedule_id, "as 'eros schedules' lists it")
      ->required();
  command->add_flag("--list", options->list, "one message a line, with its text");
  command
      ->add_option("--explain", options->explain,
                   "why message N (by time, from 1) is what and where it is")
      ->check(CLI::Range(1, 100'000));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace eros::cli
