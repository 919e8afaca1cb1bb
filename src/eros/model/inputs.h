#pragma once
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/base/holidays.h"
#include "eros/model/caption.h"
#include "eros/model/learned.h"
#include "eros/model/page.h"
#include "eros/model/rollup.h"

// What a run reads from the store, in a fixed number of queries for any number of pages.
namespace eros::model {

// A use of a caption by the page: a message sent. Newest first where in a list.
struct CaptionUse {
  std::string caption_key;
  base::Instant at;
  MessageType type = MessageType::ppv;
  // Of the caption that was used; empty / false where it is not in the bank.
  std::string category;
  std::string trigger;
  Tier tier = Tier::mid;
  bool has_urgency = false;
};

// A message that a live schedule has already placed near the week to be planned.
struct PlannedElsewhere {
  base::Instant at;
  MessageType type = MessageType::ppv;
  std::string schedule_id;
  base::LocalDay schedule_start;  // first day of that schedule's seven
  ScheduleStatus status = ScheduleStatus::draft;
  std::string caption_key;
  std::string category;
  std::string trigger;
  bool has_urgency = false;
};

// A lock that may stand in the way of the week: active or swept, not cancelled or superseded.
struct LockRow {
  std::string assignment_key;
  std::string caption_key;
  base::CaptionId caption_id{};
  std::string page_name;
  std::string schedule_id;
  base::LocalDay scheduled_send_date;
};

// One page's part.
struct PageInputs {
  Page page;
  PageHistory history;
  std::vector<CaptionStats> caption_stats;  // by caption_id
  LearnedPage learned;
  std::vector<CaptionUse> recent_uses;    // newest first: the last 14 days before as-of, and at
                                          // least the latest 7 whatever their age
  std::vector<Restriction> restrictions;  // active ones
  std::vector<PlannedElsewhere> planned;  // by time: of live schedules, one week around the week
};

// One page's day, for finding days that were bad for the whole platform.
struct AgencyDay {
  std::uint32_t page = 0;  // a number for the page, the same in every row of it
  base::LocalDay day;
  double mean_emv = 0.0;  // over the day's PPVs that were viewed
  int age = 0;            // local days before the page's own today
};

// What all pages share.
struct AgencyInputs {
  base::Instant as_of;
  int lookback_days = 90;
  std::vector<base::Holiday> holidays;  // by day
  std::vector<AgencyDay> days;          // of every page of the agency, by page, day
  std::vector<LockRow> locks;           // that can touch the week, of all pages
  Learned learned;                      // but for what is one page's
};

}  // namespace eros::model
