#include <fmt/format.h>

#include "eros/schedule/rules.h"

namespace eros::schedule::rules {
namespace {

std::string clock(int minute_of_day) {
  return fmt::format("{:02}:{:02}", minute_of_day / 60, minute_of_day % 60);
}

bool within_quiet_hours(const model::Page& page, int minute) {
  const bool after_start = minute >= page.quiet_start;
  const bool before_end = minute < page.quiet_end;
  if (page.quiet_start > page.quiet_end) return after_start || before_end;
  return after_start && before_end;
}

void check_reading(const Week& week, std::size_t index, Findings& findings) {
  const model::PlannedMessage& message = week.message(index);
  if (week.zone.to_instant(message.local) == message.at) return;
  findings.hard("local_time",
                fmt::format("{} is no reading of {} at {}.", base::format_local(message.local),
                            week.zone.name(), base::format_instant(message.at)),
                {index});
}

}  // namespace

void check_times(const Week& week, Findings& findings) {
  const model::Page& page = week.request.page;
  for (std::size_t index = 0; index < week.by_time.size(); ++index) {
    const model::PlannedMessage& message = week.message(index);
    const base::LocalTime local = week.zone.to_local(message.at);
    check_reading(week, index, findings);
    if (index > 0 && message.at < week.message(index - 1).at) {
      findings.hard("order", fmt::format("{} stands after a later message.", week.name(index)),
                    {index});
    }
    if (!week.holds(std::chrono::floor<base::days>(local))) {
      findings.hard("outside_week",
                    fmt::format("{} is not in the week from {}.", week.name(index),
                                base::format_day(week.first_day())),
                    {index});
    }
    if (message.at < week.request.schedule.created_at) {
      findings.hard("before_as_of",
                    fmt::format("{} is before the plan was made ({}).", week.name(index),
                                base::format_instant(week.request.schedule.created_at)),
                    {index});
    }
    if (within_quiet_hours(page, base::minute_of_day(local))) {
      findings.hard("quiet_hours",
                    fmt::format("{} is within the quiet hours {} to {}.", week.name(index),
                                clock(page.quiet_start), clock(page.quiet_end)),
                    {index});
    }
  }
}

}  // namespace eros::schedule::rules
