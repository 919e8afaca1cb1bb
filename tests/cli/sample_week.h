#pragma once
#include "eros/model/schedule.h"

// A planned week as the golden files show it.
namespace eros::tests {

inline model::PlannedMessage sample_message(const char* local, model::Tier tier, int price,
                                            double expected, const char* text) {
  const base::Zone zone = base::Zone::find("America/Los_Angeles");
  model::PlannedMessage m;
  m.at = base::parse_instant(local, zone).value();
  m.local = zone.to_local(m.at);
  m.type = tier == model::Tier::bump ? model::MessageType::bump : model::MessageType::ppv;
  m.tier = tier;
  m.price = price;
  m.expected_revenue = expected;
  m.caption_text = text;
  return m;
}

inline model::Schedule sample_week() {
  using model::Tier;
  model::Schedule week;
  week.schedule_id = "sched_20261120_090000_000000_maple_kitchen";
  week.page_name = "maple_kitchen";
  week.timezone = "America/Los_Angeles";
  week.start = base::parse_day("2026-11-23").value();
  week.volume.zone = model::Zone::yellow;
  week.volume.account_size = model::AccountSize::small;
  week.warnings = {"The pool is short of luxury captions: 1 premium caption stands in."};
  week.messages = {
      sample_message("2026-11-23T09:07:00", Tier::budget, 15, 212.4, "Fresh bread, warm butter"),
      sample_message("2026-11-23T13:42:00", Tier::bump, 0, 0, "Good morning from the garden 🌷"),
      sample_message("2026-11-23T19:16:00", Tier::mid, 28, 340, "Éclairs, step by step"),
      sample_message("2026-11-24T20:31:00", Tier::premium, 44, 515.5, "A whole day at the lake"),
      sample_message("2026-11-25T10:05:00", Tier::bump, 0, 0, "Did you see the lake?"),
      sample_message("2026-11-27T00:35:00", Tier::bump, 0, 0, "Still awake? So is the kettle"),
      sample_message("2026-11-27T18:03:00", Tier::luxury, 66, 80.25,
                     "The 日本 travel diary 👩‍🍳, "
                     "all forty pages of it with sketches, maps and recipes from the road"),
      sample_message("2026-11-28T17:55:00", Tier::vip, 121, 1210, "The whole recipe book"),
      sample_message("2026-11-29T21:14:00", Tier::budget, 16, 99.999, "Sunday\nsoup"),
  };
  week.messages[4].follows = 3;
  return week;
}

}  // namespace eros::tests
