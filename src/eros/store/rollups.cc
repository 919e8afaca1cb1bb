#include "eros/store/rollups.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <tuple>
#include <unordered_map>

#include "eros/store/row_values.h"

namespace eros::store {
namespace {

using model::Moments;
using model::PageHistory;
using model::Rollup;
using model::Sum;

constexpr int recent_days = 30;

void add(Sum& to, const Sum& part) {
  to.n += part.n;
  to.sum += part.sum;
}

void add(Moments& to, const Moments& part) {
  to.n += part.n;
  to.sum += part.sum;
  to.sum_squares += part.sum_squares;
}

void add(Rollup& to, const Rollup& part) {
  to.messages += part.messages;
  to.paid += part.paid;
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

struct PageParts {
  PageHistory history;
  // Of messages whose caption is not in the bank: of no category, but part of the page's total.
  Rollup unknown;
  std::array<std::optional<double>, 8> median_rpr;  // by ISO weekday
};

// The columns of `message_rollups`, in order.
enum Column : int {
  kind,
  page_name,
  local_day,
  name,
  tier,
  weekend,
  number,
  messages,
  paid,
  viewed,
  purchased,
  earnings,
  rpr_n,
  rpr_sum,
  rpr_squares,
  recent_n,
  recent_sum,
  prior_n,
  prior_sum,
  conversion_n,
  conversion_sum,
  emv_sum,
  unlock_n,
  unlock_sum,
  price_n,
  price_sum,
  price_squares,
  priced_conversion_sum,
  priced_conversion_squares,
  price_conversion_sum,
  max_sent,
  revenue,
  last_message_at,
  median_rpr,
  // In BigQuery only:
  mean_emv,
  day_age,
  uses
};

std::int64_t count_of(const Rows& rows, Column column) {
  return rows.is_null(column) ? 0 : rows.integer(column);
}

Sum read_sum(const Rows& rows, Column n, Column sum) {
  return {count_of(rows, n), real_or(rows, sum, 0.0)};
}

Moments read_moments(const Rows& rows, Column n, Column sum, Column squares) {
  return {count_of(rows, n), real_or(rows, sum, 0.0), real_or(rows, squares, 0.0)};
}

Rollup read_rollup(const Rows& rows) {
  Rollup rollup;
  rollup.messages = count_of(rows, messages);
  rollup.paid = count_of(rows, paid);
  rollup.viewed = count_of(rows, viewed);
  rollup.purchased = count_of(rows, purchased);
  rollup.earnings = real_or(rows, earnings, 0.0);
  rollup.rpr = read_moments(rows, rpr_n, rpr_sum, rpr_squares);
  rollup.conversion = read_sum(rows, conversion_n, conversion_sum);
  rollup.emv = read_sum(rows, conversion_n, emv_sum);
  rollup.unlock = read_sum(rows, unlock_n, unlock_sum);
  rollup.rpr_recent = read_sum(rows, recent_n, recent_sum);
  rollup.rpr_prior = read_sum(rows, prior_n, prior_sum);
  rollup.price = read_moments(rows, price_n, price_sum, price_squares);
  rollup.price_conversion =
      read_moments(rows, price_n, priced_conversion_sum, priced_conversion_squares);
  rollup.price_conversion_product = real_or(rows, price_conversion_sum, 0.0);
  return rollup;
}

void read_day(const Rows& rows, PageHistory& history) {
  history.days.push_back({rows.day(local_day), read_rollup(rows), rows.real(revenue)});
  auto& page = history.page;
  page.max_sent = std::max(page.max_sent, rows.integer(max_sent));
  const auto at = rows.instant(last_message_at);
  page.last_message_at = std::max(page.last_message_at.value_or(at), at);
}

void read_category(const Rows& rows, PageParts& parts) {
  if (rows.is_null(tier)) {
    parts.unknown = read_rollup(rows);
    return;
  }
  parts.history.categories.push_back(
      {std::string(rows.text(name)), word(rows.text(tier), model::parse_tier), read_rollup(rows)});
}

void read_group(const Rows& rows, PageParts& parts) {
  auto& history = parts.history;
  const auto which = rows.text(kind);
  if (which == "day") {
    read_day(rows, history);
  } else if (which == "trigger") {
    history.triggers.push_back({std::string(rows.text(name)), read_rollup(rows)});
  } else if (which == "category") {
    read_category(rows, parts);
  } else if (which == "hour") {
    history.hours.push_back(
        {rows.flag(weekend), static_cast<int>(rows.integer(number)), read_rollup(rows)});
  } else {
    parts.median_rpr[static_cast<std::size_t>(rows.integer(number))] = rows.real(median_rpr);
  }
}

// Sums the groups in their order, so that the figures do not depend on the engine's order.
void sum_page(PageParts& parts) {
  auto& history = parts.history;
  auto& total = history.page.total;
  total = parts.unknown;
  for (const auto& row : history.categories) add(total, row.rollup);
  // A category has no sums of these, a day no others.
  for (const auto& day : history.days) {
    add(total.conversion, day.rollup.conversion);
    add(total.emv, day.rollup.emv);
    add(total.unlock, day.rollup.unlock);
    history.page.revenue += day.revenue;
  }
}

void sum_weekdays(PageParts& parts) {
  auto& history = parts.history;
  std::array<Rollup, 8> of_weekday;
  for (const auto& day : history.days) {
    add(of_weekday[static_cast<std::size_t>(base::iso_weekday(day.day))], day.rollup);
  }
  for (int weekday = 1; weekday <= 7; ++weekday) {
    const auto i = static_cast<std::size_t>(weekday);
    if (of_weekday[i].messages == 0) continue;
    history.weekdays.push_back({weekday, of_weekday[i], parts.median_rpr[i]});
  }
}

void settle(PageParts& parts) {
  auto& history = parts.history;
  std::ranges::sort(history.days, {}, &model::DayRollup::day);
  std::ranges::sort(history.triggers, {}, &model::TriggerRollup::trigger);
  std::ranges::sort(history.categories, {}, [](const model::CategoryRollup& row) {
    return std::tie(row.category, row.tier);
  });
  std::ranges::sort(history.hours, {},
                    [](const model::HourRollup& row) { return std::tie(row.weekend, row.hour); });
  sum_page(parts);
  sum_weekdays(parts);
}

// A day of any page of the agency.
struct NamedDay {
  std::string page_name;
  model::AgencyDay day;
};

void read_named_day(const Rows& rows, std::vector<NamedDay>& days) {
  if (rows.is_null(mean_emv)) return;
  days.push_back(
      {std::string(rows.text(page_name)),
       {0, rows.day(local_day), rows.real(mean_emv), static_cast<int>(rows.integer(day_age))}});
}

// The elements of a JSON array without its brackets.
void read_uses(const Rows& rows, std::vector<model::CaptionUse>& page_uses) {
  if (rows.is_null(uses)) return;
  for (const auto& fields : nlohmann::json::parse("[" + std::string(rows.text(uses)) + "]")) {
    model::CaptionUse use;
    use.at = base::Instant(base::microseconds(fields.at(0).get<std::int64_t>()));
    use.caption_key = fields.at(1);
    use.type = word(fields.at(2).get<std::string>(), model::parse_message_type);
    use.category = fields.at(3);
    use.trigger = fields.at(4);
    const std::string tier_word = fields.at(5);
    if (!tier_word.empty()) use.tier = word(tier_word, model::parse_tier);
    use.has_urgency = fields.at(6) == 1;
    page_uses.push_back(std::move(use));
  }
}

// In the orders in which recent_uses and agency_days give them.
void settle(MessageHistories::Along& along, std::vector<NamedDay> days) {
  for (auto& page_uses : along.uses) {
    std::ranges::sort(page_uses, [](const model::CaptionUse& a, const model::CaptionUse& b) {
      if (a.at != b.at) return a.at > b.at;
      return std::tuple(std::string_view(a.caption_key), model::to_string(a.type)) <
             std::tuple(std::string_view(b.caption_key), model::to_string(b.type));
    });
  }
  std::ranges::sort(days, {}, [](const NamedDay& day) {
    return std::tuple(std::string_view(day.page_name), day.day.day);
  });
  std::uint32_t page = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (i > 0 && days[i].page_name != days[i - 1].page_name) ++page;
    days[i].day.page = page;
    along.days.push_back(days[i].day);
  }
}

}  // namespace

MessageHistories load_histories(Engine& engine, const std::vector<std::string>& page_names,
                                base::Instant since, base::Instant as_of, base::Instant use_since) {
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
                                     {"use_since", use_since},
                                     {"recent_since", as_of - base::days(recent_days)},
                                     {"prior_since", as_of - base::days(2 * recent_days)}}});
  MessageHistories histories;
  std::vector<NamedDay> days;
  if (groups->names().size() > uses) {
    histories.along.emplace().uses.resize(page_names.size());
  }
  while (groups->next()) {
    if (histories.along && groups->text(kind) == "day") read_named_day(*groups, days);
    const auto index = index_of.find(groups->text(page_name));
    if (index == index_of.end()) continue;
    read_group(*groups, pages[index->second]);
    if (histories.along) read_uses(*groups, histories.along->uses[index->second]);
  }
  if (histories.along) settle(*histories.along, std::move(days));
  histories.pages.reserve(pages.size());
  for (auto& page : pages) {
    settle(page);
    histories.pages.push_back(std::move(page.history));
  }
  return histories;
}

}  // namespace eros::store
