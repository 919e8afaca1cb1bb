#include "eros/orchestrate/plan_weeks.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "eros/base/error.h"
#include "eros/orchestrate/plan_together.h"
#include "eros/orchestrate/schedule_id.h"
#include "eros/store/already_planned.h"
#include "eros/store/seed.h"

namespace eros::orchestrate {
namespace {

using base::Error;
using base::ErrorCode;

constexpr int max_attempts = 4;  // the first, and three more after conflicts

// What somebody has approved or exported is replaced by force only. The store refuses it too, when
// it saves; a plan that is not saved is refused as well, for it could not be.
void check_replaceable(const model::PageInputs& page, base::LocalDay start) {
  std::set<std::string> refused;
  for (const model::PlannedElsewhere& message : page.planned) {
    if (!shares_a_day(message.schedule_start, start)) continue;
    if (message.status != model::ScheduleStatus::approved &&
        message.status != model::ScheduleStatus::exported) {
      continue;
    }
    refused.insert(fmt::format("{} ({})", message.schedule_id, model::to_string(message.status)));
  }
  if (!refused.empty()) throw store::already_planned(refused);
}

// Each week says of every schedule that it replaced, also of those that came after it was planned.
void note_superseded(std::vector<model::Schedule>& weeks,
                     std::span<const model::CommitResult::Superseded> superseded) {
  for (const auto& [schedule_id, page_name] : superseded) {
    std::ranges::find(weeks, page_name, &model::Schedule::page_name)
        ->supersedes.push_back(schedule_id);
  }
}

// Stores the weeks, or returns what is in the way. A taken id moves on by a microsecond; ids differ
// by page, so pages never collide.
std::vector<model::LockConflict> commit(store::Store& store, std::vector<model::Schedule>& weeks,
                                        const PlanRequest& request,
                                        const model::Settings& settings) {
  for (base::microseconds later{1};; ++later) {
    model::CommitResult result = store.commit(weeks, settings.lock.scope, request.force);
    if (result.is_stored()) note_superseded(weeks, result.also_superseded);
    if (result.taken_ids.empty()) return std::move(result.conflicts);
    for (model::Schedule& week : weeks) {
      if (!std::ranges::binary_search(result.taken_ids, week.schedule_id)) continue;
      week.schedule_id =
          schedule_id(week.created_at + later, base::Zone::find(week.timezone), week.page_name);
    }
  }
}

// What the store holds now in place of what `weeks` superseded.
void hold_committed(Agency& agency, const std::vector<model::Schedule>& weeks) {
  for (const model::Schedule& week : weeks) {
    std::erase_if(agency.held, [&](const captions::HeldCaption& held) {
      return std::ranges::find(week.supersedes, held.schedule_id) != week.supersedes.end();
    });
    hold_captions(agency, week);
  }
}

void hold_conflicts(Agency& agency, const std::vector<model::LockConflict>& conflicts) {
  for (const model::LockConflict& conflict : conflicts) {
    const std::uint32_t group = agency.bank.group_of_key(conflict.caption_key);
    if (group == model::CaptionBank::no_name) continue;
    agency.held.push_back(
        {group, conflict.holder_date, conflict.holder_page_name, conflict.holder_schedule_id});
  }
}

std::string describe(const std::vector<model::LockConflict>& conflicts) {
  std::string text;
  for (const model::LockConflict& conflict : conflicts) {
    text += fmt::format("\n  caption {} for {} on {}: held by {} ({}) for {}",
                        base::number(conflict.caption_id), conflict.page_name,
                        base::format_day(conflict.wanted_date), conflict.holder_page_name,
                        conflict.holder_schedule_id, base::format_day(conflict.holder_date));
  }
  return text;
}

}  // namespace

void check_start(base::LocalDay start, base::Instant as_of, const model::Page& page) {
  const base::LocalDay today = base::Zone::find(page.timezone).local_day(as_of);
  const base::LocalDay last{std::chrono::local_days(store::last_local_year / 12 / 25)};
  if (start > last)
    throw Error(ErrorCode::usage,
                fmt::format("the start date {} lies after {}, the last week whose local times are "
                            "known",
                            base::format_day(start), base::format_day(last)),
                "choose an earlier --start-date");
  if (start >= today) return;
  throw Error(
      ErrorCode::usage,
      fmt::format("the start date {} lies before {}, the day of now on {}'s clocks ({})",
                  base::format_day(start), base::format_day(today), page.page_name, page.timezone),
      "choose a later --start-date, or set now with --as-of");
}

std::vector<model::Schedule> plan_weeks(store::Store& store, Agency& agency,
                                        std::span<const model::PageInputs> pages,
                                        const PlanRequest& request, const model::Settings& settings,
                                        bool save) {
  for (const model::PageInputs& page : pages) {
    check_start(request.start, agency.inputs.as_of, page.page);
    if (!request.force) check_replaceable(page, request.start);
  }
  const std::vector<PlanRequest> requests(pages.size(), request);
  std::vector<model::LockConflict> conflicts;
  for (int attempt = 0; attempt < max_attempts; ++attempt) {
    std::vector<model::Schedule> weeks = plan_together(agency, pages, requests, settings);
    if (!save) return weeks;
    conflicts = commit(store, weeks, request, settings);
    if (conflicts.empty()) {
      hold_committed(agency, weeks);
      return weeks;
    }
    hold_conflicts(agency, conflicts);
  }
  throw Error(ErrorCode::failed,
              "other plans kept taking the same captions; nothing was saved:" + describe(conflicts),
              "run the command again");
}

}  // namespace eros::orchestrate
