#include "eros/orchestrate/plan_together.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "eros/base/error.h"
#include "eros/orchestrate/schedule_id.h"

namespace eros::orchestrate {
namespace {

using model::PageInputs;

void refuse_hard_violations(const model::Schedule& week) {
  if (week.validation.ok) return;
  std::string rules;
  for (const model::Violation& violation : week.validation.violations) {
    if (violation.is_hard) rules += "\n  " + violation.rule + ": " + violation.message;
  }
  throw base::Error(
      base::ErrorCode::failed,
      fmt::format("the week of {} breaks a hard rule; nothing was saved:{}", week.page_name, rules),
      "this is a fault of the planner: please report it");
}

std::vector<std::size_t> by_earnings(std::span<const PageInputs> pages) {
  std::vector<std::size_t> order(pages.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto earned = [&](std::size_t i) { return pages[i].history.page.total.earnings; };
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    if (earned(a) != earned(b)) return earned(a) > earned(b);
    return pages[a].page.page_name < pages[b].page.page_name;
  });
  return order;
}

}  // namespace

std::vector<model::Schedule> plan_together(Agency& agency, std::span<const PageInputs> pages,
                                           std::span<const PlanRequest> requests,
                                           const model::Settings& settings) {
  std::vector<model::Schedule> weeks(pages.size());
  const std::size_t held_before = agency.held.size();
  for (const std::size_t i : by_earnings(pages)) {
    model::Schedule& week = weeks[i] = plan_page(agency, pages[i], requests[i], settings);
    week.schedule_id =
        schedule_id(week.created_at, base::Zone::find(week.timezone), week.page_name);
    refuse_hard_violations(week);
    hold_captions(agency, week);
  }
  agency.held.resize(held_before);
  return weeks;
}

void hold_captions(Agency& agency, const model::Schedule& week) {
  for (const model::PlannedMessage& message : week.messages) {
    if (message.type != model::MessageType::ppv) continue;
    agency.held.push_back({.text_group = agency.bank.text_group[message.bank_row],
                           .date = std::chrono::floor<base::days>(message.local),
                           .page_name = week.page_name,
                           .schedule_id = week.schedule_id});
  }
}

}  // namespace eros::orchestrate
