#include "eros/store/rollups.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "eros/store/row_values.h"

namespace eros::store {
namespace {

using model::Moments;
using model::PageHistory;
using model::Rollup;

constexpr int recent_days = 30;

// A group by category, tier and age; the page's total and its categories are sums of these.
struct CategoryPart {
  std::string category;
  std::string tier;      // empty: the caption is not in the bank
  std::int64_t age = 0;  // 0 the last 30 days, 1 the 30 before them, 2 older
  Rollup rollup;
  double revenue = 0.0;  // of paid and free messages
};

struct PageParts {
  PageHistory history;
  std::vector<CategoryPart> categories;
};

void add(Moments& to, const Moments& part) {
  to.n += part.n;
  to.sum += part.sum;
  to.sum_squares += part.sum_squares;
}

void add(Rollup& to, const Rollup& part) {
  to.messages += part.messages;
  to.paid += part.paid;
  to.sent += part.sent;
  to.viewed += part.viewed;
  to.purchased += part.purchased;
  to.earnings += part.earnings;
  add(to.rpr, part.rpr);
  add(to.conversion, part.conversion);
  add(to.emv, part.emv);
  add(to.unlock, part.unlock);
  add(to.rpr_recent, part.rpr_recent);
  add(to.rpr_prior, part.rpr_prior);
  add(to.price, part.price);
  add(to.price_conversion, part.price_conversion);
  to.price_conversion_product += part.price_conversion_product;
}

// The columns of `message_rollups`, in order.
enum Column : int {
  kind,
  page_name,
  local_day,
  trigger_name,
  category,
  tier,
  age,
  weekend,
  local_hour,
  messages,
  paid,
  sent,
  viewed,
  purchased,
  earnings,
  rpr_n,
  rpr_sum,
  rpr_squares,
  conversion_n,
  conversion_sum,
  conversion_squares,
  emv_sum,
  emv_squares,
  unlock_n,
  unlock_sum,
  unlock_squares,
  price_n,
  price_sum,
  price_squares,
  priced_conversion_sum,
  priced_conversion_squares,
  price_conversion_sum,
  max_sent,
  revenue,
  last_message_at
};

Moments read_moments(const Rows& rows, Column n, Column sum, Column squares) {
  return {rows.integer(n), real_or(rows, sum, 0.0), real_or(rows, squares, 0.0)};
}

Rollup read_rollup(const Rows& rows) {
  Rollup rollup;
  rollup.messages = rows.integer(messages);
  rollup.paid = rows.integer(paid);
  rollup.sent = rows.integer(sent);
  rollup.viewed = rows.integer(viewed);
  rollup.purchased = rows.integer(purchased);
  rollup.earnings = rows.real(earnings);
  rollup.rpr = read_moments(rows, rpr_n, rpr_sum, rpr_squares);
  rollup.conversion = read_moments(rows, conversion_n, conversion_sum, conversion_squares);
  rollup.emv = read_moments(rows, conversion_n, emv_sum, emv_squares);
  rollup.unlock = read_moments(rows, unlock_n, unlock_sum, unlock_squares);
  rollup.price = read_moments(rows, price_n, price_sum, price_squares);
  rollup.price_conversion =
      read_moments(rows, price_n, priced_conversion_sum, priced_conversion_squares);
  rollup.price_conversion_product = real_or(rows, price_conversion_sum, 0.0);
  return rollup;
}

void read_category(const Rows& rows, PageParts& parts) {
  CategoryPart part{text_or_empty(rows, category), text_or_empty(rows, tier), rows.integer(age),
                    read_rollup(rows), rows.real(revenue)};
  if (part.age == 0) part.rollup.rpr_recent = part.rollup.rpr;
  if (part.age == 1) part.rollup.rpr_prior = part.rollup.rpr;
  parts.categories.push_back(std::move(part));
  auto& page = parts.history.page;
  page.max_sent = std::max(page.max_sent, rows.integer(max_sent));
  const auto at = rows.instant(last_message_at);
  page.last_message_at = std::max(page.last_message_at.value_or(at), at);
}

void read_group(const Rows& rows, PageParts& parts) {
  auto& history = parts.history;
  const auto which = rows.text(kind);
  if (which == "day") {
    history.days.push_back({rows.day(local_day), read_rollup(rows)});
  } else if (which == "trigger") {
    if (text_or_empty(rows, trigger_name).empty()) return;
    history.triggers.push_back({std::string(rows.text(trigger_name)), read_rollup(rows)});
  } else if (which == "category") {
    read_category(rows, parts);
  } else {
    history.hours.push_back(
        {rows.flag(weekend), static_cast<int>(rows.integer(local_hour)), read_rollup(rows)});
  }
}

// Sums the parts in their order, so that the figures do not depend on the engine's order.
void sum_categories(PageParts& parts) {
  auto& history = parts.history;
  std::ranges::sort(parts.categories, {}, [](const CategoryPart& part) {
    return std::tie(part.category, part.tier, part.age);
  });
  for (const auto& part : parts.categories) {
    add(history.page.total, part.rollup);
    history.page.revenue += part.revenue;
    if (part.tier.empty()) continue;
    const auto tier_of_part = word(part.tier, model::parse_tier);
    auto& rows = history.categories;
    if (rows.empty() || rows.back().category != part.category || rows.back().tier != tier_of_part) {
      rows.push_back({part.category, tier_of_part, {}});
    }
    add(rows.back().rollup, part.rollup);
  }
  std::ranges::sort(history.categories, {}, [](const model::CategoryRollup& row) {
    return std::tie(row.category, row.tier);
  });
}

void sum_weekdays(PageHistory& history) {
  std::array<Rollup, 8> of_weekday;
  for (const auto& day : history.days) {
    add(of_weekday[static_cast<std::size_t>(base::iso_weekday(day.day))], day.rollup);
  }
  for (int weekday = 1; weekday <= 7; ++weekday) {
    const auto& rollup = of_weekday[static_cast<std::size_t>(weekday)];
    if (rollup.messages > 0) history.weekdays.push_back({weekday, rollup, std::nullopt});
  }
}

void settle(PageParts& parts) {
  auto& history = parts.history;
  std::ranges::sort(history.days, {}, &model::DayRollup::day);
  std::ranges::sort(history.triggers, {}, &model::TriggerRollup::trigger);
  std::ranges::sort(history.hours, {},
                    [](const model::HourRollup& row) { return std::tie(row.weekend, row.hour); });
  sum_categories(parts);
  sum_weekdays(history);
}

}  // namespace

std::vector<PageHistory> load_histories(Engine& engine, const std::vector<std::string>& page_names,
                                        base::Instant since, base::Instant as_of) {
  std::vector<PageParts> pages(page_names.size());
  std::unordered_map<std::string_view, std::size_t> index_of;
  for (std::size_t i = 0; i < page_names.size(); ++i) {
    index_of.emplace(page_names[i], i);
    pages[i].history.page_name = page_names[i];
  }
  const auto groups = engine.query({"message_rollups",
                                    {{"pages", page_names},
                                     {"since", since},
                                     {"as_of", as_of},
                                     {"recent_since", as_of - base::days(recent_days)},
                                     {"prior_since", as_of - base::days(2 * recent_days)}}});
  while (groups->next()) read_group(*groups, pages[index_of.at(groups->text(page_name))]);
  for (auto& page : pages) settle(page);

  const auto medians = engine.query(
      {"weekday_medians", {{"pages", page_names}, {"since", since}, {"as_of", as_of}}});
  while (medians->next()) {
    for (auto& weekday : pages[index_of.at(medians->text(0))].history.weekdays) {
      if (weekday.iso_weekday == medians->integer(1)) weekday.median_rpr = medians->real(2);
    }
  }
  std::vector<PageHistory> histories;
  histories.reserve(pages.size());
  for (auto& page : pages) histories.push_back(std::move(page.history));
  return histories;
}

}  // namespace eros::store
