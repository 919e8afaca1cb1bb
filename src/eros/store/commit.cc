#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "eros/base/error.h"
#include "eros/store/already_planned.h"
#include "eros/store/bigquery/engine.h"
#include "eros/store/commit_rows.h"
#include "eros/store/free_locks.h"
#include "eros/store/rehearsal.h"
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

struct Wanted {
  const Schedule* schedule;
  const model::PlannedMessage* message;
  base::LocalDay day() const { return std::chrono::floor<base::days>(message->local); }
};

std::vector<Wanted> wanted_locks(std::span<const Schedule> schedules) {
  std::vector<Wanted> wanted;
  for (const auto& schedule : schedules) {
    for (const auto& message : schedule.messages) {
      if (message.type == model::MessageType::ppv) wanted.push_back({&schedule, &message});
    }
  }
  return wanted;
}

// Captions that the new schedules want twice.
std::vector<LockConflict> conflicts_within(const std::vector<Wanted>& wanted,
                                           model::LockScope scope) {
  std::vector<LockConflict> conflicts;
  std::unordered_map<std::string_view, std::vector<const Wanted*>> of_key;
  for (const auto& want : wanted) {
    auto& others = of_key[want.message->caption_key];
    for (const Wanted* other : others) {
      if (std::chrono::abs(want.day() - other->day()) > week) continue;
      if (scope == model::LockScope::page &&
          want.schedule->page_name != other->schedule->page_name) {
        continue;
      }
      conflicts.push_back({want.message->caption_id, want.message->caption_key,
                           want.schedule->page_name, want.day(), other->schedule->schedule_id,
                           other->schedule->page_name, other->day()});
    }
    others.push_back(&want);
  }
  return conflicts;
}

// One attempt: what to store, and the live schedules that it replaces.
struct Attempt {
  std::span<const Schedule> schedules;
  std::vector<std::string> superseded;
  model::LockScope scope;
  bool force;
};

Statement obstacles(const Attempt& attempt, const CommitRows& rows) {
  auto first = base::LocalDay::max();
  auto last = base::LocalDay::min();
  for (const auto& want : wanted_locks(attempt.schedules)) {
    first = std::min(first, want.day());
    last = std::max(last, want.day());
  }
  if (first > last) first = last = attempt.schedules.front().start;  // nothing to lock
  return {"find_obstacles",
          {{"weeks", json_text(rows.weeks)},
           {"locks", json_text(rows.locks)},
           {"superseded", attempt.superseded},
           {"force", attempt.force},
           {"across_pages", attempt.scope == model::LockScope::agency},
           {"from_day", first - week},
           {"to_day", last + week}}};
}

std::vector<Step> commit_steps(const Attempt& attempt, const CommitRows& rows, bool takes_records) {
  const bool supersedes = !attempt.superseded.empty();
  const base::Instant at =
      std::ranges::max(attempt.schedules, {}, &Schedule::created_at).created_at;
  std::vector<Step> steps = {hold_writer_guard()};
  // Before the check: what went out of them is in the way like any other lock.
  if (supersedes) steps.push_back({free_locks(attempt.superseded, "SUPERSEDED", at)});
  steps.push_back({obstacles(attempt, rows), true});
  if (supersedes) {
    steps.push_back({{"log_superseded", {{"weeks", json_text(rows.weeks)}}}});
    steps.push_back({{"supersede", {{"superseded", attempt.superseded}, {"at", at}}}});
  }
  const auto write = [&](const Records& records, std::string_view statement,
                         const std::string& parameter) {
    if (records.rows.empty()) return;
    if (takes_records) {
      steps.push_back({.records = &records});
    } else {
      steps.push_back({{statement, {{parameter, json_text(records)}}}});
    }
  };
  write(rows.locks, "insert_locks", "locks");
  write(rows.schedules, "insert_schedules", "schedules");
  write(rows.messages, "insert_schedule_messages", "messages");
  write(rows.filtered, "insert_filter_audit", "filtered");
  write(rows.log, "log_committed", "log");
  return steps;
}

// What find_obstacles returned.
struct Obstacles {
  struct Live {
    std::string schedule_id;
    std::string page_name;
    std::string status;
  };
  std::set<std::string> stored;
  std::vector<Live> live;
  std::vector<LockConflict> conflicts;
};

Obstacles read_obstacles(Rows* rows) {
  Obstacles found;
  while (rows != nullptr && rows->next()) {
    const auto obstacle = rows->text(0);
    std::string schedule_id(rows->text(1));
    if (obstacle == "stored") {
      found.stored.insert(std::move(schedule_id));
    } else if (obstacle == "live") {
      found.live.push_back(
          {std::move(schedule_id), std::string(rows->text(2)), std::string(rows->text(3))});
    } else {
      found.conflicts.push_back({base::CaptionId{rows->integer(4)}, std::string(rows->text(5)),
                                 std::string(rows->text(6)), rows->day(7), std::move(schedule_id),
                                 std::string(rows->text(2)), rows->day(8)});
    }
  }
  return found;
}

// Drafts may be replaced unasked, what somebody has approved or exported only by force.
void check_replaceable(const std::vector<Obstacles::Live>& live, bool force) {
  std::set<std::string> refused;
  for (const auto& [schedule_id, page_name, status] : live) {
    if (status != "draft" && !force) refused.insert(fmt::format("{} ({})", schedule_id, status));
  }
  if (!refused.empty()) throw already_planned(refused);
}

}  // namespace

model::CommitResult Store::commit(std::span<const Schedule> schedules, model::LockScope lock_scope,
                                  bool force) {
  if (schedules.empty()) return {};
  refuse_overlaps_within(schedules);
  Attempt attempt{schedules, {}, lock_scope, force};
  for (const auto& schedule : schedules) {
    std::ranges::copy(schedule.supersedes, std::back_inserter(attempt.superseded));
  }
  auto conflicts = conflicts_within(wanted_locks(schedules), lock_scope);
  const auto rows = commit_rows(schedules, force);
  std::vector<model::CommitResult::Superseded> also_superseded;
  while (true) {
    auto steps = commit_steps(attempt, rows, engine_->takes_records());
    if (!conflicts.empty()) steps = {{obstacles(attempt, rows), true}};  // look only: name them all
    const auto stopped = engine_->run_atomically(steps);
    const auto found = read_obstacles(stopped.get());
    if (!found.stored.empty()) {
      return {.taken_ids = {found.stored.begin(), found.stored.end()}};
    }
    if (found.live.empty()) {
      std::ranges::copy(found.conflicts, std::back_inserter(conflicts));
      if (!conflicts.empty()) return {.conflicts = std::move(conflicts)};
      return {.also_superseded = std::move(also_superseded)};
    }
    check_replaceable(found.live, force);
    for (const auto& live : found.live) {
      attempt.superseded.push_back(live.schedule_id);
      also_superseded.push_back({live.schedule_id, live.page_name});
    }
  }
}

Rehearsal rehearse(Store& store, const Schedule& schedule, model::LockScope lock_scope) {
  if (const auto* warehouse = dynamic_cast<BigQueryEngine*>(&store.engine());
      warehouse != nullptr && warehouse->client().is_emulator()) {
    throw Error(ErrorCode::failed, "BigQuery's emulator cannot take a commit back");
  }
  Attempt attempt{std::span(&schedule, 1), schedule.supersedes, lock_scope, true};
  while (true) {
    const auto rows = commit_rows(attempt.schedules, attempt.force);
    auto steps = commit_steps(attempt, rows, store.engine().takes_records());
    steps.push_back({{"rehearsed", {{"schedule_id", schedule.schedule_id}}}, true});
    const auto stopped = store.engine().run_atomically(steps);
    if (!stopped || !stopped->next()) return {};
    if (stopped->text(0) == "rehearsed") {
      return {true, stopped->integer(1), stopped->integer(2), std::string(stopped->text(3))};
    }
    // Live schedules that came meanwhile are superseded too; anything else is in the way.
    do {
      if (stopped->text(0) != "live") return {};
      attempt.superseded.emplace_back(stopped->text(1));
    } while (stopped->next());
  }
}

}  // namespace eros::store
