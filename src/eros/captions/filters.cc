#include "eros/captions/filters.h"

#include <algorithm>

namespace eros::captions {
namespace {

using model::CaptionBank;
using model::Tier;

// What is known of equal texts near the week, by text group: nearly all zero.
enum GroupFlag : std::uint8_t { cooling = 1, locked_elsewhere = 2 };

class GroupFlags {
 public:
  explicit GroupFlags(const PickRequest& request)
      : bank_(request.bank), flags_(request.bank.groups(), 0) {
    const base::Zone zone = base::Zone::find(request.inputs.page.timezone);
    mark_uses(request, zone);
    mark_standing(request, zone);
    mark_held(request);
  }
  std::uint8_t operator[](std::uint32_t group) const { return flags_[group]; }

 private:
  void mark(std::string_view caption_key, GroupFlag flag) {
    const std::uint32_t group = bank_.group_of_key(caption_key);
    if (group != CaptionBank::no_name) flags_[group] |= flag;
  }
  void mark_uses(const PickRequest& request, const base::Zone& zone) {
    const base::LocalDay from = request.first_day() - base::days(7);
    for (const model::CaptionUse& use : request.inputs.recent_uses) {
      if (zone.local_day(use.at) >= from) mark(use.caption_key, cooling);
    }
  }
  void mark_standing(const PickRequest& request, const base::Zone& zone) {
    for (const model::PlannedElsewhere& message : request.standing) {
      if (request.is_near_week(zone.local_day(message.at))) mark(message.caption_key, cooling);
    }
  }
  void mark_held(const PickRequest& request) {
    const bool is_agency = request.settings.lock.scope == model::LockScope::agency;
    for (const HeldCaption& held : request.held) {
      if (!request.is_near_week(held.date)) continue;
      const bool is_own = held.page_name == request.inputs.page.page_name;
      if ((!is_own && !is_agency) || request.is_superseded(held.schedule_id)) continue;
      flags_[held.text_group] |= is_own ? cooling : locked_elsewhere;
    }
  }

  const CaptionBank& bank_;
  std::vector<std::uint8_t> flags_;
};

}  // namespace

Filtered filter_bank(const PickRequest& request, const Restrictions& restrictions,
                     const WeekBudgets& budgets) {
  const CaptionBank& bank = request.bank;
  const GroupFlags flags(request);
  const std::uint32_t page = bank.name_number(request.inputs.page.page_name);
  const bool is_any_exhausted = budgets.is_any_exhausted();
  Filtered result;
  result.rows.reserve(bank.size());
  model::PoolHealth& health = result.health;
  health.bank = static_cast<std::int64_t>(bank.size());
  for (CaptionBank::Row row = 0; row < bank.size(); ++row) {
    const bool is_bump = bank.tier[row] == Tier::bump;
    if (bank.is_active[row] == 0 || (bank.owner[row] != 0 && bank.owner[row] != page)) {
      ++health.inactive;
      continue;
    }
    if (restrictions.is_removing()) {
      if (std::optional<std::string> rule = restrictions.removing_rule(row)) {
        result.removed.push_back({bank.id[row], std::move(*rule)});
        ++health.restricted;
        continue;
      }
    }
    const std::uint8_t flag = flags[bank.text_group[row]];
    if ((flag & cooling) != 0) {
      ++health.cooling_down;
    } else if ((flag & locked_elsewhere) != 0 && !is_bump) {
      ++health.locked_elsewhere;
    } else if (is_any_exhausted && budgets.is_exhausted(kind_of(bank, row))) {
      ++health.budget_exhausted;
    } else {
      ++(is_bump ? health.eligible_bump : health.eligible_ppv);
      result.rows.push_back(row);
    }
  }
  return result;
}

std::vector<std::string> thin_pool_warnings(const PickRequest& request,
                                            const model::PoolHealth& health) {
  std::int64_t ppv_wanted = 0;
  std::int64_t bump_wanted = 0;
  for (const model::Restriction& restriction : request.inputs.restrictions) {
    ppv_wanted = std::max<std::int64_t>(ppv_wanted, restriction.min_ppv_pool);
    bump_wanted = std::max<std::int64_t>(bump_wanted, restriction.min_bump_pool);
  }
  std::vector<std::string> warnings;
  const auto warn_if_under = [&](std::int64_t left, std::int64_t wanted, const char* type) {
    if (left >= wanted) return;
    warnings.push_back("The pool is thin: " + std::to_string(left) + " " + type +
                       " captions are left; the page's restrictions want at least " +
                       std::to_string(wanted) + ".");
  };
  warn_if_under(health.eligible_ppv, ppv_wanted, "PPV");
  warn_if_under(health.eligible_bump, bump_wanted, "bump");
  return warnings;
}

}  // namespace eros::captions
