#pragma once
#include <vector>

#include "eros/base/calendar.h"
#include "eros/model/records.h"

// The schedule of the golden files: every kind of row, and texts that are hard to write.
namespace eros::tests {

inline model::ScheduleRow sample_row(const char* local, std::int64_t id, const char* text,
                                     model::Tier tier, double score) {
  const base::Zone zone = base::Zone::find("America/Los_Angeles");
  model::ScheduleRow row;
  row.schedule_id = "sched_20261120_090000_000000_maple_kitchen";
  row.page_name = "maple_kitchen";
  row.timezone = zone.name();
  row.scheduled_send_at = base::parse_instant(local, zone).value();
  row.scheduled_send_time = zone.to_local(row.scheduled_send_at);
  row.day_of_week = base::day_name(zone.local_day(row.scheduled_send_at));
  row.caption_id = base::CaptionId{id};
  row.caption_text = text;
  row.price_tier = tier;
  row.message_type = tier == model::Tier::bump ? model::MessageType::bump : model::MessageType::ppv;
  row.content_category = "Baking";
  row.performance_score = score;
  return row;
}

inline std::vector<model::ScheduleRow> sample_rows() {
  using model::Tier;
  std::vector<model::ScheduleRow> rows = {
      sample_row("2026-11-23T09:07:00", 11, "Fresh bread, warm butter", Tier::budget, 0.625),
      sample_row("2026-11-23T13:42:00", 12, "She said \"one more slice\" 🍞", Tier::bump, 0.0),
      sample_row("2026-11-23T19:16:00", 13, "=SUM of a good day\nand a long walk", Tier::mid, 0.5),
      sample_row("2026-11-24T20:31:00", 14, "Éclairs on Sunday", Tier::premium, 0.715),
      sample_row("2026-11-27T18:03:00", 15, "@home with the dog\r\ntail wagging", Tier::luxury,
                 1.0),
      sample_row("2026-11-28T17:55:00", 16, "The whole recipe book", Tier::vip, 0.004),
  };
  rows[0].confidence_lower_bound = 0.41;
  rows[0].confidence_upper_bound = 0.8;
  rows[0].price = 15;
  rows[0].expected_revenue = 412.5;
  rows[0].psychological_trigger = "Curiosity";
  rows[0].decision_json = R"({"score":0.71,"strategy":"balanced"})";
  rows[1].expected_revenue = 0.0;
  rows[1].follows_index = 0;
  rows[4].content_category = "-Pets";
  rows[4].has_urgency = true;
  return rows;
}

}  // namespace eros::tests
