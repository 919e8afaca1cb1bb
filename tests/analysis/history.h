#pragma once
#include <map>
#include <string>
#include <vector>

#include "analysis/samples.h"
#include "eros/model/inputs.h"

// A page's history from single messages, for tests: what the store's queries make of the rows.
namespace eros::analysis::testing {

struct Message {
  int age = 1;  // local days before today
  int hour = 12;
  bool paid = true;
  std::int64_t sent = 0;
  std::int64_t viewed = 0;
  std::int64_t purchased = 0;
  double earnings = 0.0;
  double price = 0.0;
  std::string trigger;
  std::string category;
  model::Tier tier = model::Tier::mid;
};

inline void take(model::Sum& sum, double value) {
  ++sum.n;
  sum.sum += value;
}

inline void take(model::Moments& moments, double value) {
  ++moments.n;
  moments.sum += value;
  moments.sum_squares += value * value;
}

inline void take(model::Rollup& rollup, const Message& message) {
  const auto sent = static_cast<double>(message.sent);
  const auto viewed = static_cast<double>(message.viewed);
  ++rollup.messages;
  if (message.sent > 0) take(rollup.unlock, viewed / sent);
  if (!message.paid) return;
  ++rollup.paid;
  rollup.viewed += message.viewed;
  rollup.purchased += message.purchased;
  rollup.earnings += message.earnings;
  if (message.sent > 0) {
    take(rollup.rpr, message.earnings / sent);
    if (message.age <= 60) {
      take(message.age <= 30 ? rollup.rpr_recent : rollup.rpr_prior, message.earnings / sent);
    }
  }
  if (message.viewed == 0) return;
  const double conversion = static_cast<double>(message.purchased) / viewed;
  take(rollup.conversion, conversion);
  take(rollup.emv, conversion * message.earnings);
  take(rollup.price, message.price);
  take(rollup.price_conversion, conversion);
  rollup.price_conversion_product += message.price * conversion;
}

inline model::PageHistory roll_up(const std::vector<Message>& messages, base::LocalDay today) {
  model::PageHistory history;
  std::map<base::LocalDay, model::Rollup> days;
  std::map<std::string, model::Rollup> triggers;
  std::map<std::pair<std::string, model::Tier>, model::Rollup> categories;
  std::map<int, model::Rollup> weekdays;
  std::map<std::pair<bool, int>, model::Rollup> hours;
  for (const auto& message : messages) {
    const base::LocalDay day = today - base::days{message.age};
    take(history.page.total, message);
    history.page.max_sent = std::max(history.page.max_sent, message.sent);
    history.page.revenue += message.earnings;
    take(days[day], message);
    if (!message.trigger.empty()) take(triggers[message.trigger], message);
    take(categories[{message.category, message.tier}], message);
    take(weekdays[base::iso_weekday(day)], message);
    take(hours[{base::is_weekend(day), message.hour}], message);
  }
  for (const auto& [day, rollup] : days) history.days.push_back({day, rollup});
  for (const auto& [name, rollup] : triggers) history.triggers.push_back({name, rollup});
  for (const auto& [key, rollup] : categories) {
    history.categories.push_back({key.first, key.second, rollup});
  }
  for (const auto& [weekday, rollup] : weekdays) {
    history.weekdays.push_back({weekday, rollup, std::nullopt});
  }
  for (const auto& [key, rollup] : hours) {
    history.hours.push_back({key.first, key.second, rollup});
  }
  return history;
}

}  // namespace eros::analysis::testing
