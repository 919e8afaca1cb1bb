#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/model/records.h"
#include "eros/model/schedule.h"

namespace eros::cli {

struct WeekMessage {
  base::LocalTime local;
  model::MessageType type = model::MessageType::ppv;
  model::Tier tier = model::Tier::mid;
  int price = 0;
  std::optional<double> expected_revenue;
  bool is_follow_up = false;
  std::string text;
};

// A week as people look at it: planned just now, or stored before.
struct WeekView {
  std::string schedule_id;
  std::string page_name;
  std::string timezone;
  std::string status;  // "planned" before it is stored
  base::LocalDay start;
  model::Zone zone = model::Zone::green;
  model::AccountSize account_size = model::AccountSize::micro;
  int ppv = 0;
  int bump = 0;
  std::optional<double> expected_revenue;  // of its PPVs; nothing: of none of them is it known
  std::optional<double> revenue_a_week;    // that the page earned lately
  bool validation_ok = true;
  std::vector<std::string> warnings;
  std::vector<WeekMessage> messages;  // by time
};

WeekView week_view(const model::Schedule& schedule);
// `rows` are the schedule's, by time.
WeekView week_view(const model::StoredSchedule& schedule, std::span<const model::ScheduleRow> rows,
                   std::vector<std::string> warnings);

}  // namespace eros::cli
