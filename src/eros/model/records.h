#pragma once
#include <optional>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/base/units.h"
#include "eros/model/schedule.h"

// What the store returns about stored schedules and about its own work.
namespace eros::model {

// A row of the view schedule_recommendations_messages: the one thing that exporters read.
struct ScheduleRow {
  std::string schedule_id;
  std::string page_name;
  std::string day_of_week;
  base::LocalTime scheduled_send_time;  // page's local time
  base::Instant scheduled_send_at;      // the same, UTC
  MessageType message_type = MessageType::ppv;
  base::CaptionId caption_id{};
  std::string caption_text;
  Tier price_tier = Tier::mid;
  std::string content_category;
  bool has_urgency = false;
  double performance_score = 0.0;
  double confidence_lower_bound = 0.0;
  double confidence_upper_bound = 1.0;
  // Extended exports.
  int price = 0;
  std::optional<double> expected_revenue;  // nothing: not known; 0 for a bump
  std::string psychological_trigger;
  std::optional<int> follows_index;  // row number (0-based, by time) of the PPV it follows up
  std::string timezone;
  std::string decision_json;
};

// A row of schedule_recommendations.
struct StoredSchedule {
  std::string schedule_id;
  std::string page_name;
  base::Instant created_at;
  base::LocalDay week_start;
  int total_messages = 0;
  int total_ppvs = 0;
  int total_bumps = 0;
  Zone saturation_zone = Zone::green;
  AccountSize account_size = AccountSize::micro;
  ScheduleStatus status = ScheduleStatus::draft;
  bool is_cancelled = false;  // superseded by a person's word, not by another plan
  bool validation_ok = true;
  std::string schedule_json;

  // As people are told it: of what is superseded, whether it was cancelled.
  std::string_view shown_status() const { return is_cancelled ? "cancelled" : to_string(status); }
  // The same in a sentence: "is approved", "was cancelled".
  std::string state() const {
    return (is_cancelled ? "was " : "is ") + std::string(shown_status());
  }
};

// Why a commit saved nothing: a lock that is in the way of a planned message.
struct LockConflict {
  base::CaptionId caption_id{};
  std::string caption_key;
  std::string page_name;  // that wanted it
  base::LocalDay wanted_date;
  std::string holder_schedule_id;
  std::string holder_page_name;
  base::LocalDay holder_date;
};

// What came of a commit. All was stored, or, where anything stood in the way, nothing.
struct CommitResult {
  struct Superseded {
    std::string schedule_id;
    std::string page_name;
  };
  std::vector<LockConflict> conflicts;
  std::vector<std::string> taken_ids;  // schedule_ids that the store has already, sorted
  // What was replaced beside Schedule::supersedes: it was stored after the planner had looked.
  std::vector<Superseded> also_superseded;
  bool is_stored() const { return conflicts.empty() && taken_ids.empty(); }
};

struct SweepResult {
  std::int64_t past_send_date = 0;
  std::int64_t stale = 0;
  std::int64_t still_active = 0;
  std::vector<std::string> alerts;  // "WARNING: ..." / "CRITICAL: ..."
};

struct LearnResult {
  std::int64_t messages = 0;
  std::int64_t pairs = 0;  // caption x page rows written
  std::int64_t pages = 0;
};

// The outcome of an import: read = inserted + updated + unchanged + rejected, always.
struct ImportResult {
  std::int64_t read = 0;
  std::int64_t inserted = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::int64_t rejected = 0;
  std::optional<std::string> rejects_file;
  std::vector<std::string> warnings;
};

}  // namespace eros::model
