#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/captions/learned_bank.h"
#include "eros/captions/policy.h"
#include "eros/model/caption.h"
#include "eros/model/inputs.h"
#include "eros/model/report.h"
#include "eros/model/settings.h"
#include "eros/model/volume.h"

namespace eros::captions {

// A caption that somebody holds for a date: a lock in the store, a pick of a page planned earlier
// in the same run, or what a commit's conflict named.
struct HeldCaption {
  std::uint32_t text_group = 0;
  base::LocalDay date;
  std::string page_name;    // the holder
  std::string schedule_id;  // empty where there is none yet
};

// The locks in terms of the bank; those whose text the bank does not have are left out. Made once
// for a run, read for every page; a run appends what its pages pick.
std::vector<HeldCaption> held_captions(const model::CaptionBank& bank,
                                       std::span<const model::LockRow> locks);

// What the pick reads. All of it must outlive the call.
struct PickRequest {
  const model::CaptionBank& bank;
  const model::PageInputs& inputs;  // the page, its statistics, uses, restrictions
  const model::Report& report;      // size tier, risk level, segment
  const model::Volume& volume;      // the week: start, zone, counts a day
  const model::Settings& settings;
  const Policy& policy;
  // The page's other messages near the week, planned or sent: they cool captions down, and those of
  // the week use budgets up.
  std::span<const model::PlannedElsewhere> standing;
  std::span<const HeldCaption> held;
  // Schedules that this plan will replace: their locks do not count.
  std::span<const std::string> superseded;
  std::uint64_t seed = 0;
  // What was learned of the bank's captions: read by policies that are of it, which need it.
  const LearnedBank* learned = nullptr;

  base::LocalDay first_day() const { return volume.start; }
  base::LocalDay last_day() const { return volume.start + base::days(6); }
  // A person's word goes before the analysis.
  model::Segment segment() const {
    return inputs.page.segment_override.value_or(report.behavioral_segment.segment_label);
  }
  bool is_superseded(const std::string& schedule_id) const;
  // Is `day` at most 7 days before or after some day of the week?
  bool is_near_week(base::LocalDay day) const {
    return day >= first_day() - base::days(7) && day <= last_day() + base::days(7);
  }
};

}  // namespace eros::captions
