// The same messages teach both engines the same.
#include <gtest/gtest.h>

#include <set>

#include "bigquery/twin_stores.h"
#include "eros/orchestrate/learn.h"

namespace eros {
namespace {

using testing::BothEngines;

using testing::as_of;

// The rows as texts, sorted. DuckDB keeps some columns as FLOAT, whose shortest text is not that of
// the same number as a DOUBLE.
std::multiset<std::string> as_texts(const std::vector<nlohmann::json>& rows) {
  std::multiset<std::string> texts;
  for (nlohmann::json row : rows) {
    for (auto& value : row) {
      if (value.is_number()) value = static_cast<double>(static_cast<float>(value.get<double>()));
    }
    row.erase("learned_at");  // each engine writes moments in a way of its own
    texts.insert(row.dump());
  }
  return texts;
}

void expect_same_statistics(testing::TwinStores& stores) {
  const std::string columns =
      "caption_id, page_name, total_observations, successes, failures, avg_conversion_rate, "
      "avg_emv, last_emv_observed, confidence_lower_bound, confidence_upper_bound, "
      "performance_percentile FROM caption_bandit_stats ORDER BY page_name, caption_id";
  const auto ours = stores.duckdb_engine().query_text("SELECT " + columns);
  const auto theirs = stores.bigquery_engine().query_text("learned", "SELECT " + columns);
  int rows = 0;
  while (ours->next()) {
    ASSERT_TRUE(theirs->next());
    ++rows;
    EXPECT_EQ(theirs->integer(0), ours->integer(0));
    EXPECT_EQ(theirs->integer(2), ours->integer(2));
    // 0.5^(age / 14 days) is each engine's own power function: it may differ in the last bit.
    for (int column = 3; column <= 10; ++column) {
      EXPECT_NEAR(theirs->real(column), ours->real(column), 1e-12 * (1 + ours->real(column)))
          << "column " << column << " of caption " << ours->integer(0);
    }
  }
  EXPECT_FALSE(theirs->next());
  EXPECT_GT(rows, 20);
}

TEST_F(BothEngines, LearnTheSame) {
  const auto learned = orchestrate::learn(stores().bigquery(), as_of, {});
  EXPECT_GT(learned.messages, 25);
  EXPECT_GT(learned.pairs, 20);
  EXPECT_EQ(learned.pages, 2);
  const auto ours = stores().duckdb().observations(as_of, 90);
  const auto theirs = stores().bigquery().observations(as_of, 90);
  EXPECT_GT(ours.size(), 25U);
  EXPECT_EQ(theirs.at, ours.at);
  EXPECT_EQ(theirs.slot, ours.slot);
  EXPECT_EQ(theirs.day, ours.day);
  EXPECT_EQ(theirs.sent, ours.sent);
  EXPECT_EQ(theirs.audience, ours.audience);
  EXPECT_EQ(theirs.purchases, ours.purchases);
  EXPECT_EQ(theirs.price, ours.price);
  for (const std::string_view name : testing::learned_tables) {
    if (name == "caption_bandit_stats") continue;
    const std::string table(name);
    const auto expected = as_texts(stores().rows_in_duckdb(table));
    EXPECT_FALSE(expected.empty()) << table;
    EXPECT_EQ(as_texts(stores().rows_in_bigquery(table)), expected) << table;
  }
  expect_same_statistics(stores());
}

}  // namespace
}  // namespace eros
