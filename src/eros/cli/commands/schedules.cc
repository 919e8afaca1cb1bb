#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/page_argument.h"
#include "eros/cli/commands/terminal.h"
#include "eros/cli/tables.h"
#include "eros/exports/json_text.h"

namespace eros::cli {
namespace {

using nlohmann::ordered_json;

struct Options {
  std::string page;
  std::string status;
};

std::string as_json(const std::vector<model::StoredSchedule>& schedules) {
  ordered_json list = ordered_json::array();
  for (const model::StoredSchedule& schedule : schedules) {
    list.push_back({{"schedule_id", schedule.schedule_id},
                    {"page_name", schedule.page_name},
                    {"created_at", base::format_instant(schedule.created_at)},
                    {"start_date", base::format_day(schedule.week_start)},
                    {"status", model::to_string(schedule.status)},
                    {"cancelled", schedule.is_cancelled},
                    {"saturation_zone", model::to_string(schedule.saturation_zone)},
                    {"account_size", model::to_string(schedule.account_size)},
                    {"counts",
                     {{"ppv", schedule.total_ppvs},
                      {"bump", schedule.total_bumps},
                      {"total", schedule.total_messages}}},
                    {"validation_ok", schedule.validation_ok}});
  }
  return exports::json_text(list);
}

std::string as_table(const std::vector<model::StoredSchedule>& schedules) {
  if (schedules.empty()) return "No schedules.\n";
  Table table{.columns = {{"Schedule"},
                          {"Page"},
                          {"Week from"},
                          {"Status"},
                          {"Zone"},
                          {"PPV", Align::right},
                          {"Bump", Align::right}},
              .rows = {}};
  for (const model::StoredSchedule& schedule : schedules) {
    table.rows.push_back(
        {schedule.schedule_id, schedule.page_name, base::format_day(schedule.week_start),
         std::string(schedule.shown_status()),
         std::string(model::to_string(schedule.saturation_zone)),
         std::to_string(schedule.total_ppvs), std::to_string(schedule.total_bumps)});
  }
  return render_table(table, terminal_style());
}

void run(const Context& context, const Options& options) {
  std::optional<std::string> page;
  if (!options.page.empty()) page = page_argument(options.page);
  const bool is_cancelled = options.status == "cancelled";  // stored as superseded
  const auto status = is_cancelled ? model::ScheduleStatus::superseded
                                   : model::parse_schedule_status(options.status);
  auto store = context.open_store();
  auto schedules = store->schedules(page, status);
  if (is_cancelled) {
    std::erase_if(schedules, [](const model::StoredSchedule& of) { return !of.is_cancelled; });
  }
  context.out << (context.format == Format::json ? as_json(schedules) : as_table(schedules));
}

}  // namespace

void add_schedules(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("schedules", "list the stored schedules, newest first");
  auto options = std::make_shared<Options>();
  command->add_option("--page", options->page, "of this page only");
  command
      ->add_option("--status", options->status,
                   "of this status only; superseded are the cancelled ones, too")
      ->check(
          CLI::IsMember({"draft", "approved", "exported", "superseded", "cancelled", "failed"}));
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace eros::cli
