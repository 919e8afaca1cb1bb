// The rollups against plain two-pass arithmetic over the raw rows, in C++.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>

#include "store/sample_store.h"

namespace eros::store {
namespace {

using model::Moments;
using model::Rollup;
using model::Sum;

struct Message {
  std::string page;
  base::Instant at;
  double price;
  std::int64_t sent, viewed, purchased;
  double earnings;
  int caption;  // 0: not in the bank
  bool is_paid() const { return price > 0; }
};

const std::array<const char*, 3> categories = {"Pets", "Art", "Food"};
const std::array<const char*, 3> triggers = {"Curiosity", "", "FOMO"};
const std::array<const char*, 2> tiers = {"budget", "mid"};
std::string category(int caption) {
  return caption == 0 ? "" : categories[static_cast<std::size_t>(caption % 3)];
}
std::string trigger(int caption) {
  return caption == 0 ? "" : triggers[static_cast<std::size_t>(caption / 3 % 3)];
}

// Over the change of clocks of 2026-11-01, at the edges of the window and beyond them.
std::vector<Message> random_messages() {
  std::mt19937 random(7);
  std::vector<Message> messages;
  for (int i = 0; i < 900; ++i) {
    Message m;
    m.page = random() % 3 == 0 ? "moss" : "fern";
    m.at = testing::noon - base::seconds(random() % (95 * 86400)) + base::hours(24);
    m.price = std::array{0.0, 9.99, 25.0, 40.5}[random() % 4];
    m.sent = random() % 20 == 0 ? 0 : 1 + random() % 40000;
    m.viewed = m.sent == 0 ? 0 : random() % (m.sent + 1);
    m.purchased = m.viewed == 0 ? 0 : random() % (m.viewed + 1) / (1 + random() % 300);
    m.earnings =
        m.is_paid() ? std::round(100.0 * m.price * static_cast<double>(m.purchased)) / 100.0 : 0.0;
    m.caption = static_cast<int>(random() % 10);
    messages.push_back(m);
  }
  messages[0].at = testing::noon - base::days(90);  // just outside
  messages[1].at = testing::noon;                   // just inside
  messages[2].at = testing::noon - base::days(30);  // the older of the two months
  return messages;
}

void store_messages(testing::SampleStore& store, const std::vector<Message>& messages) {
  std::string captions, rows;
  for (int i = 1; i < 10; ++i) {
    captions += std::string(i == 1 ? "" : ",") + "(" + std::to_string(i) + ", 'text', 'key', '" +
                tiers[static_cast<std::size_t>(i % 2)] + "', '" + category(i) + "', nullif('" +
                trigger(i) + "', ''), '2026-01-01', '2026-01-01')";
  }
  store.run(
      "INSERT INTO caption_bank (caption_id, caption_text, caption_key, price_tier, "
      "content_category, psychological_trigger, created_at, updated_at) VALUES " +
      captions);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const auto& m = messages[i];
    rows += std::string(i == 0 ? "" : ",") + "('r" + std::to_string(i) + "', '" + m.page +
            "', make_timestamp(" + std::to_string(m.at.time_since_epoch().count()) + "), " +
            std::to_string(m.price) + ", " + std::to_string(m.sent) + ", " +
            std::to_string(m.viewed) + ", " + std::to_string(m.purchased) + ", " +
            std::to_string(m.earnings) + (m.is_paid() ? ", true" : ", false") + ", nullif(" +
            std::to_string(m.caption) + ", 0), uuid(), uuid())";
  }
  store.run(
      "INSERT INTO sent_messages (own_row_id, page_name, sending_time, price, sent_count, "
      "viewed_count, purchased_count, earnings, is_paid, caption_id, caption_key_high, "
      "caption_key_low) "
      "VALUES " +
      rows);
}

// The values of a group, kept for two passes.
struct Values {
  std::vector<double> values;
  double mean() const {
    long double sum = 0;
    for (double value : values) sum += value;
    return static_cast<double>(sum / static_cast<long double>(values.size()));
  }
  double squares_about_mean() const {
    long double sum = 0;
    for (double value : values) {
      const long double off = value - static_cast<long double>(mean());
      sum += off * off;
    }
    return static_cast<double>(sum);
  }
};

void expect_near_relative(double actual, double expected) {
  EXPECT_NEAR(actual, expected, 1e-9 * std::max(std::abs(expected), 1e-12));
}

void expect_moments(const Moments& actual, const Values& expected) {
  ASSERT_EQ(actual.n, static_cast<std::int64_t>(expected.values.size()));
  if (actual.n == 0) return;
  const auto n = static_cast<double>(actual.n);
  expect_near_relative(actual.sum / n, expected.mean());
  if (expected.squares_about_mean() < 1e-6 * actual.sum_squares) return;  // cancellation rules
  expect_near_relative(actual.sum_squares - actual.sum * actual.sum / n,
                       expected.squares_about_mean());
}

void expect_sum(const Sum& actual, const Values& expected) {
  ASSERT_EQ(actual.n, static_cast<std::int64_t>(expected.values.size()));
  if (actual.n > 0) expect_near_relative(actual.sum / double(actual.n), expected.mean());
}

// What a group of messages comes to.
struct Expected {
  std::int64_t messages = 0, paid = 0, viewed = 0, purchased = 0;
  double earnings = 0, revenue = 0, price_times_conversion = 0;
  Values rpr, conversion, emv, unlock, recent, prior, price;

  explicit Expected(const std::vector<Message>& group) {
    messages = static_cast<std::int64_t>(group.size());
    for (const auto& m : group) take(m);
  }
  void take(const Message& m) {
    revenue += m.earnings;
    if (m.sent > 0) unlock.values.push_back(double(m.viewed) / double(m.sent));
    if (!m.is_paid()) return;
    ++paid;
    viewed += m.viewed;
    purchased += m.purchased;
    earnings += m.earnings;
    if (m.sent > 0) {
      rpr.values.push_back(m.earnings / double(m.sent));
      if (m.at > testing::noon - base::days(30))
        recent.values.push_back(rpr.values.back());
      else if (m.at > testing::noon - base::days(60))
        prior.values.push_back(rpr.values.back());
    }
    if (m.viewed == 0) return;
    conversion.values.push_back(double(m.purchased) / double(m.viewed));
    emv.values.push_back(conversion.values.back() * m.earnings);
    price.values.push_back(m.price);
    price_times_conversion += m.price * conversion.values.back();
  }
};

void expect_counts(const Rollup& actual, const Expected& expected) {
  EXPECT_EQ(actual.messages, expected.messages);
  EXPECT_EQ(actual.viewed, expected.viewed);
  EXPECT_EQ(actual.purchased, expected.purchased);
}

void expect_paid(const Rollup& actual, const Expected& expected) {
  EXPECT_EQ(actual.paid, expected.paid);
  EXPECT_EQ(actual.rpr.n, static_cast<std::int64_t>(expected.rpr.values.size()));
  if (actual.rpr.n > 0) {
    expect_near_relative(actual.rpr.sum / double(actual.rpr.n), expected.rpr.mean());
  }
}

// Of days and weekdays.
void expect_day(const Rollup& actual, const Expected& expected) {
  expect_counts(actual, expected);
  expect_moments(actual.rpr, expected.rpr);
  expect_sum(actual.conversion, expected.conversion);
  expect_sum(actual.emv, expected.emv);
  expect_sum(actual.unlock, expected.unlock);
}

// Of categories and the page.
void expect_prices(const Rollup& actual, const Expected& expected) {
  expect_counts(actual, expected);
  expect_paid(actual, expected);
  EXPECT_NEAR(actual.earnings, expected.earnings, 1e-9 * expected.earnings);
  expect_sum(actual.rpr_recent, expected.recent);
  expect_sum(actual.rpr_prior, expected.prior);
  expect_moments(actual.price, expected.price);
  expect_moments(actual.price_conversion, expected.conversion);
  expect_near_relative(actual.price_conversion_product, expected.price_times_conversion);
}

double median_rpr(const std::vector<Message>& messages) {
  std::vector<double> values;
  for (const auto& m : messages) {
    if (m.is_paid() && m.sent > 0) values.push_back(m.earnings / double(m.sent));
  }
  std::ranges::sort(values);
  const auto half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

class Rollups : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto messages = random_messages();
    store_messages(store_, messages);
    for (const auto& m : messages) {
      if (m.page == "fern" && m.at > testing::noon - base::days(90) && m.at <= testing::noon) {
        messages_.push_back(m);
      }
    }
    const std::vector<std::string> pages = {"moss", "fern"};
    history_ = store_->load_pages(pages, testing::noon, 90, std::nullopt)[1].history;
  }
  template <typename Key>
  auto groups(Key key) {
    std::map<decltype(key(messages_[0])), std::vector<Message>> groups;
    for (const auto& m : messages_) groups[key(m)].push_back(m);
    return groups;
  }
  static base::LocalTime local(const Message& m) {
    return base::Zone::find("America/Los_Angeles").to_local(m.at);
  }

  testing::SampleStore store_;
  std::vector<Message> messages_;  // of fern, in the window
  model::PageHistory history_;
};

TEST_F(Rollups, OfThePage) {
  const Expected expected(messages_);
  const auto& total = history_.page.total;
  expect_prices(total, expected);
  expect_sum(total.conversion, expected.conversion);
  expect_sum(total.emv, expected.emv);
  expect_sum(total.unlock, expected.unlock);
  EXPECT_EQ(history_.page.max_sent, std::ranges::max(messages_, {}, &Message::sent).sent);
  EXPECT_NEAR(history_.page.revenue, expected.revenue, 1e-9 * expected.revenue);
  EXPECT_EQ(history_.page.last_message_at, std::ranges::max(messages_, {}, &Message::at).at);
}

TEST_F(Rollups, OfLocalDays) {
  const auto expected =
      groups([](const Message& m) { return std::chrono::floor<base::days>(local(m)); });
  ASSERT_EQ(history_.days.size(), expected.size());
  auto row = history_.days.begin();
  for (const auto& [day, messages] : expected) {
    EXPECT_EQ(row->day, day);
    const Expected day_expected(messages);
    expect_day(row->rollup, day_expected);
    EXPECT_NEAR(row++->revenue, day_expected.revenue, 1e-9 * day_expected.revenue);
  }
}

TEST_F(Rollups, OfTriggers) {
  auto expected = groups([](const Message& m) { return trigger(m.caption); });
  expected.erase("");
  ASSERT_EQ(history_.triggers.size(), expected.size());
  auto row = history_.triggers.begin();
  for (const auto& [name, messages] : expected) {
    EXPECT_EQ(row->trigger, name);
    const Expected of_trigger(messages);
    expect_counts(row->rollup, of_trigger);
    expect_paid(row->rollup, of_trigger);
    expect_sum(row++->rollup.emv, of_trigger.emv);
  }
}

TEST_F(Rollups, OfCategoriesAndTiersWhereTheCaptionIsKnown) {
  auto expected = groups([](const Message& m) {
    return m.caption == 0 ? std::pair(std::string("none"), -1)
                          : std::pair(category(m.caption), m.caption % 2);
  });
  expected.erase({"none", -1});
  ASSERT_EQ(history_.categories.size(), expected.size());
  auto row = history_.categories.begin();
  for (const auto& [key, messages] : expected) {
    EXPECT_EQ(row->category, key.first);
    EXPECT_EQ(row->tier, key.second == 0 ? model::Tier::budget : model::Tier::mid);
    expect_prices(row++->rollup, Expected(messages));
  }
}

TEST_F(Rollups, OfWeekdaysWithTheirMedians) {
  const auto expected = groups(
      [](const Message& m) { return base::iso_weekday(std::chrono::floor<base::days>(local(m))); });
  ASSERT_EQ(history_.weekdays.size(), expected.size());
  for (const auto& row : history_.weekdays) {
    expect_day(row.rollup, Expected(expected.at(row.iso_weekday)));
    ASSERT_TRUE(row.median_rpr.has_value());
    EXPECT_DOUBLE_EQ(*row.median_rpr, median_rpr(expected.at(row.iso_weekday)));
  }
}

TEST_F(Rollups, OfLocalHours) {
  const auto expected = groups([](const Message& m) {
    const auto at = local(m);
    return std::pair(base::is_weekend(std::chrono::floor<base::days>(at)), base::hour_of(at));
  });
  ASSERT_EQ(history_.hours.size(), expected.size());
  auto row = history_.hours.begin();
  for (const auto& [key, messages] : expected) {
    EXPECT_EQ(std::pair(row->weekend, row->hour), key);
    const Expected of_hour(messages);
    EXPECT_EQ(row->rollup.viewed, of_hour.viewed);
    EXPECT_EQ(row->rollup.purchased, of_hour.purchased);
    expect_moments(row++->rollup.rpr, of_hour.rpr);
  }
}

TEST_F(Rollups, DoNotDependOnThreadsOrOnTheOrderOfRows) {
  const auto figures = [&] {
    std::string text;
    const std::vector<std::string> pages = {"fern", "moss"};
    for (const auto& page : store_->load_pages(pages, testing::noon, 90, std::nullopt)) {
      const auto add = [&](const Rollup& r) {
        for (double x : {r.earnings, r.rpr.sum, r.rpr.sum_squares, r.conversion.sum, r.emv.sum,
                         r.unlock.sum, r.rpr_recent.sum, r.price_conversion_product}) {
          text.append(reinterpret_cast<const char*>(&x), sizeof x);
        }
      };
      add(page.history.page.total);
      for (const auto& row : page.history.days) add(row.rollup);
      for (const auto& row : page.history.triggers) add(row.rollup);
      for (const auto& row : page.history.categories) add(row.rollup);
      for (const auto& row : page.history.weekdays) add(row.rollup);
      for (const auto& row : page.history.hours) add(row.rollup);
    }
    return text;
  };
  const auto first = figures();
  store_.run(
      "CREATE TABLE shuffled AS SELECT * FROM sent_messages ORDER BY md5(own_row_id); "
      "DELETE FROM sent_messages; INSERT INTO sent_messages SELECT * FROM shuffled");
  EXPECT_EQ(figures(), first);
}

TEST(RollupLimits, ASlipOfThePenOverflowsNothing) {
  testing::SampleStore store;
  store.run(
      "INSERT INTO sent_messages (own_row_id, page_name, sending_time, price, sent_count, "
      "viewed_count, purchased_count, earnings, is_paid, caption_key_high, caption_key_low) "
      "SELECT 'r' || i, 'fern', '2026-11-10', 99999999999999, 1, 1, 1, 99999999999999, "
      "true, uuid(), uuid() FROM range(1000) AS t(i)");
  const std::vector<std::string> pages = {"fern"};
  const auto total = store->load_pages(pages, testing::noon, 90, std::nullopt)[0].history.page;
  EXPECT_EQ(total.total.rpr.n, 1000);
  EXPECT_DOUBLE_EQ(total.total.rpr.sum, 1000 * 1e5);
  EXPECT_DOUBLE_EQ(total.revenue, 1000 * 99999999999999.0);
  EXPECT_NO_THROW(store->load_agency(testing::noon, 90, std::nullopt));
  EXPECT_NO_THROW(store->save_learned({.as_of = testing::noon}));
}

}  // namespace
}  // namespace eros::store
