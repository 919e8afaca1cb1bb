#include <gtest/gtest.h>

#include <cmath>

#include "store/sample_store.h"

namespace eros::store {
namespace {

void add_message(testing::SampleStore& store, const std::string& id, const std::string& at,
                 int viewed, int purchased, int earnings, const std::string& caption,
                 bool is_paid = true) {
  store.run(
      "INSERT INTO sent_messages (own_row_id, page_name, sending_time, price, sent_count, "
      "viewed_count, purchased_count, earnings, is_paid, caption_id, caption_key_high, "
      "caption_key_low) VALUES ('" +
      id + "', 'fern', '" + at + "', 10, 1000, " + std::to_string(viewed) + ", " +
      std::to_string(purchased) + ", " + std::to_string(earnings) +
      (is_paid ? ", true, " : ", false, ") + caption + ", uuid(), uuid())");
}

// EMVs 1, 4, 9, 16 of the last 30 days: median 6.5. Ages 0, 14, 28 and 28 days, so weights 1, 0.5,
// 0.25, 0.25. Caption 1 holds the EMVs 1 and 16, caption 2 the EMVs 4 and 9.
class Learned : public ::testing::Test {
 protected:
  Learned() {
    add_message(store_, "a", "2026-11-17 20:00:00", 100, 10, 10, "1");  // 0.1 x 10 = 1
    add_message(store_, "b", "2026-11-03 20:00:00", 100, 20, 20, "2");  // 4
    add_message(store_, "c", "2026-10-20 20:00:00", 100, 30, 30, "2");  // 9
    add_message(store_, "d", "2026-10-20 20:00:00", 100, 40, 40, "1");  // 16
    add_message(store_, "later", "2026-11-17 20:00:01", 100, 100, 1000, "1");
    add_message(store_, "too old", "2026-08-19 20:00:00", 100, 100, 1000, "1");
    add_message(store_, "unseen", "2026-11-10 20:00:00", 0, 0, 0, "1");
    add_message(store_, "bump", "2026-11-10 20:00:00", 100, 0, 0, "1", false);
    result_ = store_->save_learned({.as_of = testing::noon});
  }
  testing::SampleStore store_;
  model::LearnResult result_;
};

TEST_F(Learned, ByHand) {
  EXPECT_EQ(result_.messages, 4);
  EXPECT_EQ(result_.pairs, 2);
  EXPECT_EQ(result_.pages, 1);
  const std::vector<std::string> pages = {"fern"};
  const auto stats = store_->load_pages(pages, testing::noon, 90, std::nullopt)[0].caption_stats;
  ASSERT_EQ(stats.size(), 2u);
  EXPECT_DOUBLE_EQ(stats[0].successes, 1.25);
  EXPECT_DOUBLE_EQ(stats[0].failures, 2.0);
  EXPECT_EQ(stats[0].total_observations, 2);
  EXPECT_DOUBLE_EQ(stats[0].avg_conversion_rate, 0.25);
  EXPECT_DOUBLE_EQ(stats[0].avg_emv, 8.5);
  EXPECT_DOUBLE_EQ(stats[1].successes, 1.25);
  EXPECT_DOUBLE_EQ(stats[1].failures, 1.5);
  EXPECT_DOUBLE_EQ(stats[1].avg_emv, 6.5);
  // Wilson's interval in its textbook form.
  const double n = 3.25, p = 1.25 / n, z = 1.96;
  const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  EXPECT_NEAR(stats[0].confidence_lower_bound, (p + z * z / (2 * n) - half) / (1 + z * z / n),
              1e-12);
  EXPECT_NEAR(stats[0].confidence_upper_bound, (p + z * z / (2 * n) + half) / (1 + z * z / n),
              1e-12);
}

TEST_F(Learned, TheOtherColumns) {
  EXPECT_EQ(store_.cells("SELECT caption_id, last_emv_observed, performance_percentile, last_used, "
                         "round(avg_conversion_rate, 9) AS c FROM caption_bandit_stats "
                         "ORDER BY caption_id"),
            "{'caption_id': 1, 'last_emv_observed': 1.0, 'performance_percentile': 100.0, "
            "'last_used': '2026-11-17 20:00:00', 'c': 0.25}\n"
            "{'caption_id': 2, 'last_emv_observed': 4.0, 'performance_percentile': 0.0, "
            "'last_used': '2026-11-03 20:00:00', 'c': 0.25}\n");
}

TEST_F(Learned, TwiceChangesNothing) {
  const std::string all = "SELECT * FROM caption_bandit_stats ORDER BY caption_id";
  const auto first = store_.cells(all);
  store_->save_learned({.as_of = testing::noon});
  EXPECT_EQ(store_.cells(all), first);
}

TEST_F(Learned, OfAnyMomentWithoutBeingStored) {
  const std::vector<std::string> pages = {"fern", "moss"};
  const auto now = store_->load_pages(pages, testing::noon, 90, std::nullopt)[0].caption_stats;
  const base::Instant earlier = testing::noon - base::days(1);
  const auto before = store_->caption_stats_of_messages(pages, earlier);
  const auto again = store_->caption_stats_of_messages(pages, testing::noon);
  EXPECT_TRUE(again[1].empty());
  ASSERT_EQ(again[0].size(), now.size());
  for (std::size_t i = 0; i < now.size(); ++i) {
    EXPECT_EQ(again[0][i].caption_id, now[i].caption_id);
    EXPECT_EQ(again[0][i].successes, now[i].successes);
    EXPECT_EQ(again[0][i].failures, now[i].failures);
    EXPECT_EQ(again[0][i].total_observations, now[i].total_observations);
    EXPECT_EQ(again[0][i].avg_conversion_rate, now[i].avg_conversion_rate);
    EXPECT_EQ(again[0][i].avg_emv, now[i].avg_emv);
    EXPECT_EQ(again[0][i].confidence_lower_bound, now[i].confidence_lower_bound);
    EXPECT_EQ(again[0][i].confidence_upper_bound, now[i].confidence_upper_bound);
  }
  // Then message "a" was not sent yet, and "too old" was not yet too old: EMVs 16 and 1,000.
  EXPECT_EQ(before[0][0].total_observations, 2);
  EXPECT_DOUBLE_EQ(before[0][0].avg_emv, 508.0);
  EXPECT_EQ(store_.number("SELECT count(*) FROM caption_bandit_stats WHERE last_updated <> "
                          "'2026-11-17 20:00:00'"),
            0)
      << "nothing was stored";
}

TEST(Learning, WithoutRecentMessagesTheMedianIsThatOfTheWindow) {
  testing::SampleStore store;
  add_message(store, "a", "2026-09-15 20:00:00", 100, 10, 10, "1");
  add_message(store, "b", "2026-09-15 20:00:00", 100, 20, 20, "2");
  store->save_learned({.as_of = testing::noon});
  EXPECT_EQ(store.cells("SELECT caption_id FROM caption_bandit_stats WHERE successes > 1"),
            "{'caption_id': 2}\n");
}

TEST(Learning, DoesNotDependOnTheOrderOfRows) {
  testing::SampleStore store;
  store.run(
      "INSERT INTO sent_messages (own_row_id, page_name, sending_time, price, sent_count, "
      "viewed_count, purchased_count, earnings, is_paid, caption_id, caption_key_high, "
      "caption_key_low) SELECT 'r' || i, 'fern', TIMESTAMP '2026-11-17' - to_minutes((i * 37 % "
      "120000)::INT), "
      "7, 1000, 100 + i % 17, i % 13, i % 13 * 7.77, true, i % 40, uuid(), uuid() "
      "FROM range(5000) AS t(i)");
  const std::string all = "SELECT * FROM caption_bandit_stats ORDER BY caption_id";
  store->save_learned({.as_of = testing::noon});
  const auto first = store.cells(all);
  store.run(
      "CREATE TABLE shuffled AS SELECT * FROM sent_messages ORDER BY md5(own_row_id); "
      "DELETE FROM sent_messages; INSERT INTO sent_messages SELECT * FROM shuffled");
  store->save_learned({.as_of = testing::noon});
  EXPECT_EQ(store.cells(all), first);
}

TEST(Learning, WhatFansLikeIsReadAgain) {
  testing::SampleStore store;
  model::Learned learned{.as_of = testing::noon, .observations = 1};
  learned.variance.page_category = 0.125;
  learned.tastes = {{0, model::Attribute::category, "Pets", 0.5, 0.25}};
  learned.pages = {{.page_name = "birch"}, {.page_name = "fern"}};
  learned.page_tastes = {{0, model::Attribute::tier, "mid", -0.25, 0.5},
                         {1, model::Attribute::trigger, "", 0.75, 0.5}};
  store->save_learned(learned);
  const base::LocalDay monday = *base::parse_day("2026-11-23");
  const model::Learned read = store->load_agency(testing::noon, 90, monday).learned;
  EXPECT_EQ(read.variance.page_category, 0.125);
  ASSERT_EQ(read.tastes.size(), 1u);
  EXPECT_EQ(read.tastes[0].attribute, model::Attribute::category);
  EXPECT_EQ(read.tastes[0].name, "Pets");
  EXPECT_EQ(read.tastes[0].mean, 0.5);
  const std::vector<std::string> pages = {"fern"};
  const auto of_fern = store->load_pages(pages, testing::noon, 90, monday)[0].learned.tastes;
  ASSERT_EQ(of_fern.size(), 1u);
  EXPECT_EQ(of_fern[0].attribute, model::Attribute::trigger);
  EXPECT_EQ(of_fern[0].name, "");
  EXPECT_EQ(of_fern[0].mean, 0.75);
}

}  // namespace
}  // namespace eros::store
