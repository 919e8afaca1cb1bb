#include <algorithm>
#include <set>

#include "eros/base/error.h"
#include "eros/store/commit_rows.h"
#include "eros/store/store.h"
#include "eros/store/writer_guard.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;
using model::LockConflict;
using model::Schedule;

constexpr base::days week{7};

void refuse_overlaps_within(std::span<const Schedule> schedules) {
  for (std::size_t i = 0; i < schedules.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (schedules[i].page_name != schedules[j].page_name) continue;
      if (std::chrono::abs(schedules[i].start - schedules[j].start) >= week) continue;
      throw Error(ErrorCode::failed,
                  "schedules '" + schedules[j].schedule_id + "' and '" + schedules[i].schedule_id +
                      "' plan the same days of page '" + schedules[i].page_name + "'");
    }
  }
}

// The days on which a lock could be in the way.
Parameters conflict_parameters(std::span<const Schedule> schedules, const std::string& locks,
                               model::LockScope scope) {
  base::LocalDay first = base::LocalDay::max();
  base::LocalDay last = base::LocalDay::min();
  for (const auto& schedule : schedules) {
    for (const auto& planned : schedule.messages) {
      const auto day = std::chrono::floor<base::days>(planned.local);
      first = std::min(first, day);
      last = std::max(last, day);
    }
  }
  return {{"locks", locks},
          {"across_pages", scope == model::LockScope::agency},
          {"from_day", first - week},
          {"to_day", last + week}};
}

std::vector<Step> commit_steps(std::span<const Schedule> schedules, model::LockScope scope,
                               bool force) {
  std::vector<std::string> ids;
  for (const auto& schedule : schedules) ids.push_back(schedule.schedule_id);
  const Parameters weeks = {{"weeks", week_rows(schedules)}};
  const std::string locks = lock_rows(schedules);
  const std::string filtered = filtered_rows(schedules);
  const bool has_locks = locks != "[]";

  std::vector<Step> steps = {hold_writer_guard(), {{"find_stored", {{"schedule_ids", ids}}}, true}};
  if (!force) steps.push_back({{"find_overlaps", weeks}, true});
  steps.push_back({{"log_superseded", weeks}});
  steps.push_back({{"free_superseded_locks", weeks}});
  steps.push_back({{"supersede", weeks}});
  if (has_locks) {
    steps.push_back({{"find_conflicts", conflict_parameters(schedules, locks, scope)}, true});
    steps.push_back({{"insert_locks", {{"locks", locks}}}});
  }
  steps.push_back({{"insert_schedules", {{"schedules", schedule_rows(schedules)}}}});
  steps.push_back({{"insert_schedule_messages", {{"messages", message_rows(schedules)}}}});
  if (filtered != "[]") steps.push_back({{"insert_filter_audit", {{"filtered", filtered}}}});
  steps.push_back({{"log_committed", {{"weeks", weeks.at("weeks")}, {"force", force}}}});
  return steps;
}

[[noreturn]] void throw_overlaps(Rows& rows) {
  std::string names;
  do {
    names += (names.empty() ? "" : ", ") + std::string(rows.text(1)) + " (" +
             std::string(rows.text(3)) + ")";
  } while (rows.next());
  throw Error(
      ErrorCode::failed, "these days are already planned: " + names,
      "Plan other days, cancel that schedule with 'eros cancel', or replace it with --force.");
}

std::vector<LockConflict> read_conflicts(Rows& rows) {
  std::vector<LockConflict> conflicts;
  do {
    conflicts.push_back({base::CaptionId{rows.integer(1)}, std::string(rows.text(2)),
                         std::string(rows.text(3)), rows.day(4), std::string(rows.text(5)),
                         std::string(rows.text(6)), rows.day(7)});
  } while (rows.next());
  return conflicts;
}

std::set<std::string> read_stored(Rows& rows) {
  std::set<std::string> stored;
  do {
    stored.emplace(rows.text(1));
  } while (rows.next());
  return stored;
}

}  // namespace

std::vector<LockConflict> Store::commit(std::span<const Schedule> schedules,
                                        model::LockScope lock_scope, bool force) {
  refuse_overlaps_within(schedules);
  std::vector<Schedule> missing;  // only filled when some are stored already
  auto left = schedules;
  while (!left.empty()) {
    const auto stopped = engine_->run_atomically(commit_steps(left, lock_scope, force));
    if (!stopped || !stopped->next()) return {};
    const std::string check(stopped->text(0));
    if (check == "conflict") return read_conflicts(*stopped);
    if (check == "overlap") throw_overlaps(*stopped);
    const auto stored = read_stored(*stopped);
    std::vector<Schedule> rest;
    std::ranges::copy_if(left, std::back_inserter(rest), [&](const Schedule& schedule) {
      return !stored.contains(schedule.schedule_id);
    });
    missing = std::move(rest);
    left = missing;
  }
  return {};
}

}  // namespace eros::store
