#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "eros/store/bigquery/engine.h"
#include "eros/store/learned_rows.h"
#include "eros/store/page_rows.h"
#include "eros/store/rollups.h"
#include "eros/store/row_values.h"
#include "eros/store/store.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;
using model::PageInputs;

constexpr base::days uses_window{14};
constexpr base::days week{7};
// Of a page, whatever their age (recent_uses has the same number).
constexpr std::size_t latest_uses = 7;

// Where each page's inputs are, by its name.
class PageIndex {
 public:
  PageIndex(std::span<const std::string> names, std::vector<PageInputs>& pages) : pages_(pages) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!index_of_.emplace(names[i], i).second) {
        throw Error(ErrorCode::usage, "page '" + names[i] + "' is asked for twice");
      }
    }
  }
  PageInputs& at(std::string_view name) const { return pages_[index_of_.at(name)]; }

 private:
  std::vector<PageInputs>& pages_;
  std::unordered_map<std::string_view, std::size_t> index_of_;
};

std::vector<std::string> json_list(std::string_view text) {
  return nlohmann::json::parse(text).get<std::vector<std::string>>();
}

void read_stats(Engine& engine, const Parameters& parameters, const PageIndex& index) {
  const auto rows = engine.query({"caption_stats", parameters});
  while (rows->next()) {
    model::CaptionStats stats;
    stats.caption_id = base::CaptionId{rows->integer(1)};
    stats.successes = rows->real(2);
    stats.failures = rows->real(3);
    stats.total_observations = rows->integer(4);
    stats.avg_conversion_rate = real_or(*rows, 5, 0.0);
    stats.avg_emv = real_or(*rows, 6, 0.0);
    stats.confidence_lower_bound = rows->real(7);
    stats.confidence_upper_bound = rows->real(8);
    index.at(rows->text(0)).caption_stats.push_back(stats);
  }
}

void read_uses(Engine& engine, const Parameters& parameters, const PageIndex& index) {
  const auto rows = engine.query({"recent_uses", parameters});
  while (rows->next()) {
    model::CaptionUse use;
    use.caption_key = rows->text(1);
    use.at = rows->instant(2);
    use.type = word(rows->text(3), model::parse_message_type);
    use.category = rows->text(4);
    use.trigger = rows->text(5);
    if (!rows->is_null(6)) use.tier = word(rows->text(6), model::parse_tier);
    use.has_urgency = rows->flag(7);
    index.at(rows->text(0)).recent_uses.push_back(std::move(use));
  }
}

// The window's uses are there already: what older messages have to add, for the pages whose window
// does not hold all that is wanted.
void read_older_uses(Engine& engine, base::Instant since, base::Instant use_since,
                     std::vector<PageInputs>& pages, const PageIndex& index) {
  std::vector<std::string> names;
  for (const auto& page : pages) {
    if (use_since <= since || page.recent_uses.size() < latest_uses) {
      names.push_back(page.page.page_name);
    }
  }
  if (names.empty()) return;
  read_uses(engine, {{"pages", names}, {"as_of", since}, {"use_since", use_since}}, index);
  for (auto& page : pages) {
    auto& uses = page.recent_uses;
    if (uses.size() <= latest_uses) continue;
    const auto oldest = std::min(use_since, uses[latest_uses - 1].at);
    std::erase_if(uses, [&](const model::CaptionUse& use) { return use.at < oldest; });
  }
}

void read_restrictions(Engine& engine, const Parameters& pages, const PageIndex& index) {
  const auto rows = engine.query({"restrictions", pages});
  while (rows->next()) {
    model::Restriction restriction;
    restriction.page_name = rows->text(0);
    restriction.hard_patterns = json_list(rows->text(1));
    restriction.soft_patterns = json_list(rows->text(2));
    restriction.restricted_categories = json_list(rows->text(3));
    for (const auto& tier : json_list(rows->text(4))) {
      restriction.restricted_price_tiers.push_back(word(tier, model::parse_tier));
    }
    restriction.scope = word(rows->text(5), model::parse_scope);
    restriction.min_ppv_pool = static_cast<int>(rows->integer(6));
    restriction.min_bump_pool = static_cast<int>(rows->integer(7));
    restriction.version = static_cast<int>(rows->integer(8));
    index.at(rows->text(0)).restrictions.push_back(std::move(restriction));
  }
}

void read_planned(Engine& engine, const Parameters& parameters, const PageIndex& index) {
  const auto rows = engine.query({"planned_elsewhere", parameters});
  while (rows->next()) {
    model::PlannedElsewhere planned;
    planned.at = rows->instant(1);
    planned.type = word(rows->text(2), model::parse_message_type);
    planned.schedule_id = rows->text(3);
    planned.schedule_start = rows->day(4);
    planned.status = word(rows->text(5), model::parse_schedule_status);
    planned.caption_key = rows->text(6);
    planned.category = text_or_empty(*rows, 7);
    planned.trigger = text_or_empty(*rows, 8);
    planned.has_urgency = rows->flag(9);
    index.at(rows->text(0)).planned.push_back(std::move(planned));
  }
}

void read_pages(Engine& engine, const Parameters& parameters, const PageIndex& index) {
  const auto rows = engine.query({"pages_named", parameters});
  while (rows->next()) index.at(rows->text(0)).page = read_page(*rows);
}

[[noreturn]] void throw_unknown(Store& store, const std::string& page_name) {
  std::string hint;
  for (const auto& name : store.similar_pages(page_name)) {
    hint += (hint.empty() ? "Did you mean " : " or ") + name;
  }
  throw Error(
      ErrorCode::failed, "page '" + page_name + "' is not in the store",
      hint.empty() ? "Import its messages, or add it with 'eros import creators'." : hint + "?");
}

base::LocalDay utc_day(base::Instant instant) {
  return base::LocalDay(std::chrono::floor<base::days>(instant).time_since_epoch());
}

std::vector<base::Holiday> load_holidays(Engine& engine, base::LocalDay from, base::LocalDay to) {
  std::vector<base::Holiday> holidays;
  const auto rows = engine.query({"holidays", {{"from_day", from}, {"to_day", to}}});
  while (rows->next()) {
    holidays.push_back({rows->day(0), std::string(rows->text(1)), std::string(rows->text(2)),
                        rows->flag(3), rows->real(4)});
  }
  return holidays;
}

// False, and then `bank` is of no use, where a caption does not come after the one before it.
bool read_bank(Rows& rows, model::CaptionBank& bank) {
  model::Caption caption;
  while (rows.next()) {
    caption.id = base::CaptionId{rows.integer(0)};
    if (bank.size() > 0 && caption.id <= bank.id.back()) return false;
    caption.text = rows.text(1);
    caption.key = rows.text(2);
    caption.tier = word(rows.text(3), model::parse_tier);
    caption.category = text_or_empty(rows, 4);
    caption.trigger = text_or_empty(rows, 5);
    caption.has_urgency = rows.flag(6);
    caption.is_active = rows.flag(7);
    caption.owner = text_or_empty(rows, 8);
    bank.add(caption);
  }
  return true;
}

std::vector<model::AgencyDay> load_days(Engine& engine, base::Instant since, base::Instant as_of) {
  std::vector<model::AgencyDay> days;
  const auto rows = engine.query({"agency_days", {{"since", since}, {"as_of", as_of}}});
  std::string page_name;
  std::uint32_t page = 0;
  while (rows->next()) {
    if (rows->text(0) != page_name) {
      page_name = rows->text(0);
      if (!days.empty()) ++page;
    }
    days.push_back({page, rows->day(1), rows->real(2), static_cast<int>(rows->integer(3))});
  }
  return days;
}

// Locks up to a week before the first and after the last of the seven days.
std::vector<model::LockRow> load_locks(Engine& engine, base::LocalDay start) {
  std::vector<model::LockRow> locks;
  const auto rows =
      engine.query({"locks_near",
                    {{"from_day", start - week}, {"to_day", start + week + week - base::days(1)}}});
  while (rows->next()) {
    locks.push_back({std::string(rows->text(0)), std::string(rows->text(1)),
                     base::CaptionId{rows->integer(2)}, std::string(rows->text(3)),
                     std::string(rows->text(4)), rows->day(5)});
  }
  return locks;
}

}  // namespace

model::CaptionBank Store::load_bank() {
  // Rows come as they were written, which is nearly always by id; sorting costs more than reading.
  model::CaptionBank bank;
  if (read_bank(*engine_->query({"bank"}), bank)) return bank;
  model::CaptionBank sorted;
  read_bank(*engine_->query({"bank_by_id"}), sorted);
  return sorted;
}

model::AgencyInputs Store::load_agency(base::Instant as_of, int lookback_days,
                                       std::optional<base::LocalDay> start, bool with_days) {
  model::AgencyInputs inputs;
  inputs.as_of = as_of;
  inputs.lookback_days = lookback_days;
  const auto since = as_of - base::days(lookback_days);
  // A local day differs from the UTC day by one at most.
  inputs.holidays = load_holidays(*engine_, utc_day(since) - base::days(1),
                                  std::max(utc_day(as_of), start.value_or(utc_day(as_of))) + week);
  if (with_days) inputs.days = load_days(*engine_, since, as_of);
  if (start) inputs.locks = load_locks(*engine_, *start);
  inputs.learned = load_learned(*engine_, as_of, start.has_value());
  return inputs;
}

std::vector<PageInputs> Store::load_pages(std::span<const std::string> page_names,
                                          base::Instant as_of, int lookback_days,
                                          std::optional<base::LocalDay> start) {
  return load_pages_and_days(page_names, as_of, lookback_days, start).pages;
}

PagesAndDays Store::load_pages_and_days(std::span<const std::string> page_names,
                                        base::Instant as_of, int lookback_days,
                                        std::optional<base::LocalDay> start) {
  PagesAndDays result;
  auto& pages = result.pages;
  pages.resize(page_names.size());
  const PageIndex index(page_names, pages);
  const std::vector<std::string> names(page_names.begin(), page_names.end());
  const Parameters parameters = {{"pages", names}};
  read_pages(*engine_, parameters, index);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (pages[i].page.page_name.empty()) throw_unknown(*this, names[i]);
  }
  const auto since = as_of - base::days(lookback_days);
  const auto use_since = as_of - uses_window;
  auto histories = load_histories(*engine_, names, since, as_of, use_since);
  for (std::size_t i = 0; i < pages.size(); ++i) pages[i].history = std::move(histories.pages[i]);
  read_stats(*engine_, {{"pages", names}, {"as_of", as_of}}, index);
  auto effects = load_page_effects(*engine_, names, as_of);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    pages[i].learned = std::move(effects[i].learned);
    pages[i].history.learned_hours = std::move(effects[i].hours);
  }
  if (histories.along) {
    for (std::size_t i = 0; i < pages.size(); ++i) {
      pages[i].recent_uses = std::move(histories.along->uses[i]);
    }
    read_older_uses(*engine_, since, use_since, pages, index);
    result.days = std::move(histories.along->days);
  } else {
    read_uses(*engine_, {{"pages", names}, {"as_of", as_of}, {"use_since", use_since}}, index);
  }
  read_restrictions(*engine_, parameters, index);
  if (start) {
    // A day more than a week on each side, so that gaps hold across weeks.
    read_planned(*engine_,
                 {{"pages", names},
                  {"from_day", *start - week - base::days(1)},
                  {"to_day", *start + week + week + base::days(1)}},
                 index);
  }
  return result;
}

bool Store::tells_days_with_pages() const {
  return dynamic_cast<const BigQueryEngine*>(engine_.get()) != nullptr;
}

}  // namespace eros::store
