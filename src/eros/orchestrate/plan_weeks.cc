#include "eros/orchestrate/plan_weeks.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "eros/base/error.h"
#include "eros/orchestrate/schedule_id.h"

namespace eros::orchestrate {
namespace {

using base::Error;
using base::ErrorCode;

constexpr int max_attempts = 4;  // the first, and three more after conflicts

void refuse_hard_violations(const model::Schedule& week) {
  if (week.validation.ok) return;
  std::string rules;
  for (const model::Violation& violation : week.validation.violations) {
    if (violation.is_hard) rules += "\n  " + violation.rule + ": " + violation.message;
  }
  throw Error(
      ErrorCode::failed,
      fmt::format("the week of {} breaks a hard rule; nothing was saved:{}", week.page_name, rules),
      "this is a fault of the planner: please report it");
}

// A taken id moves on by a microsecond; ids differ by page, so pages never collide.
void give_ids(store::Store& store, std::vector<model::Schedule>& weeks) {
  std::vector<base::Instant> stamps(weeks.size());
  for (std::size_t i = 0; i < weeks.size(); ++i) stamps[i] = weeks[i].created_at;
  while (true) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < weeks.size(); ++i) {
      weeks[i].schedule_id =
          schedule_id(stamps[i], base::Zone::find(weeks[i].timezone), weeks[i].page_name);
      ids.push_back(weeks[i].schedule_id);
    }
    const std::vector<std::string> taken = store.taken_schedule_ids(ids);
    if (taken.empty()) return;
    for (std::size_t i = 0; i < weeks.size(); ++i) {
      if (std::ranges::find(taken, ids[i]) != taken.end()) stamps[i] += base::microseconds(1);
    }
  }
}

// What a planned week holds, for the pages that are planned after it, in this call or a later one.
void hold_captions(Agency& agency, const model::Schedule& week) {
  for (const model::PlannedMessage& message : week.messages) {
    if (message.type != model::MessageType::ppv) continue;
    agency.held.push_back({.text_group = agency.bank.text_group[message.bank_row],
                           .date = std::chrono::floor<base::days>(message.local),
                           .page_name = week.page_name,
                           .schedule_id = week.schedule_id});
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

std::vector<model::Schedule> plan_all(Agency& agency, std::span<const model::PageInputs> pages,
                                      const PlanRequest& request, const model::Settings& settings) {
  std::vector<model::Schedule> weeks;
  const std::size_t held_before = agency.held.size();
  for (const model::PageInputs& page : pages) {
    weeks.push_back(plan_page(agency, page, request, settings));
    refuse_hard_violations(weeks.back());
    hold_captions(agency, weeks.back());
  }
  agency.held.resize(held_before);
  return weeks;
}

}  // namespace

void check_start(base::LocalDay start, base::Instant as_of, const model::Page& page) {
  const base::LocalDay today = base::Zone::find(page.timezone).local_day(as_of);
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
  for (const model::PageInputs& page : pages)
    check_start(request.start, agency.inputs.as_of, page.page);
  std::vector<model::LockConflict> conflicts;
  for (int attempt = 0; attempt < max_attempts; ++attempt) {
    std::vector<model::Schedule> weeks = plan_all(agency, pages, request, settings);
    give_ids(store, weeks);
    if (!save) return weeks;
    conflicts = store.commit(weeks, settings.lock.scope, request.force);
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
