// What every engine must do. A second engine joins by one more line in INSTANTIATE.
#include "store/engine_contract.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "eros/base/error.h"
#include "eros/store/duckdb_engine.h"
#include "eros/store/store.h"
#include "fake_bigquery/fake_bigquery.h"
#include "store/scratch.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const QuerySet& contract_queries() {
  static const QuerySet queries = {
      {"add", "INSERT INTO contract_items (item, amount) VALUES ($item, $amount)"},
      {"add_many",
       "INSERT INTO contract_items (item, amount) SELECT unnest($items::VARCHAR[]), "
       "unnest($amounts::BIGINT[])"},
      {"items", "SELECT item, amount FROM contract_items ORDER BY item, amount"},
      {"item", "SELECT item, amount FROM contract_items WHERE item = $item"},
      {"increase", "UPDATE contract_items SET amount = amount + 1 WHERE item = $item"},
      {"remove", "DELETE FROM contract_items"},
      {"over", "SELECT item FROM contract_items WHERE amount > $limit ORDER BY item"},
      {"divide", "SELECT CAST($text AS BIGINT)"},
      {"echo_flag", "SELECT CAST($x AS BOOLEAN)"},
      {"echo_integer", "SELECT CAST($x AS BIGINT)"},
      {"echo_real", "SELECT CAST($x AS DOUBLE)"},
      {"echo_text", "SELECT CAST($x AS VARCHAR)"},
      {"echo_instant", "SELECT CAST($x AS TIMESTAMP)"},
      {"echo_day", "SELECT CAST($x AS DATE)"},
      {"echo_money", "SELECT CAST($x AS DECIMAL(18,4))"},
      {"twice", "SELECT CAST($x AS BIGINT) + $x"},
  };
  return queries;
}

// The same in GoogleSQL.
const QuerySet& googlesql_contract_queries() {
  static const QuerySet queries = {
      {"add", "INSERT INTO contract_items (item, amount) VALUES (@item, @amount)"},
      {"add_many",
       "INSERT INTO contract_items (item, amount) SELECT item, @amounts[OFFSET(at)] "
       "FROM UNNEST(@items) AS item WITH OFFSET AS at"},
      {"items", "SELECT item, amount FROM contract_items ORDER BY item, amount"},
      {"item", "SELECT item, amount FROM contract_items WHERE item = @item"},
      {"increase", "UPDATE contract_items SET amount = amount + 1 WHERE item = @item"},
      {"remove", "DELETE FROM contract_items WHERE TRUE"},
      {"over", "SELECT item FROM contract_items WHERE amount > @limit ORDER BY item"},
      {"divide", "SELECT CAST(@text AS INT64)"},
      {"echo_flag", "SELECT CAST(@x AS BOOL)"},
      {"echo_integer", "SELECT CAST(@x AS INT64)"},
      {"echo_real", "SELECT CAST(@x AS FLOAT64)"},
      {"echo_text", "SELECT CAST(@x AS STRING)"},
      {"echo_instant", "SELECT CAST(@x AS TIMESTAMP)"},
      {"echo_day", "SELECT CAST(@x AS DATE)"},
      {"echo_money", "SELECT CAST(@x AS NUMERIC)"},
      {"twice", "SELECT CAST(@x AS INT64) + @x"},
  };
  return queries;
}

// The engine on the fake of the service, over HTTP.
EngineUnderTest bigquery_under_test(const testing::FakeFaults& faults) {
  auto fake = std::make_shared<testing::FakeBigQuery>(contract_queries(), faults);
  fake->warehouse().run_script("CREATE TABLE contract_items (item VARCHAR, amount BIGINT)");
  fake->set_page_rows(700);
  return {"BigQuery", [fake](const QuerySet&) {
            auto engine = fake->connect();
            engine->use(googlesql_contract_queries());
            return engine;
          }};
}

EngineUnderTest duckdb_under_test() {
  auto scratch = std::make_shared<testing::Scratch>();
  auto made = std::make_shared<std::once_flag>();
  return {"DuckDB", [scratch, made](const QuerySet& queries) {
            auto engine = std::make_unique<DuckDBEngine>(scratch->file("contract.duckdb"),
                                                         OpenOptions{.create = true});
            std::call_once(*made, [&] {
              engine->run_script("CREATE TABLE contract_items (item VARCHAR, amount BIGINT)");
            });
            engine->prepare(queries);
            return engine;
          }};
}

class EngineContract : public ::testing::TestWithParam<EngineFactory> {
 protected:
  EngineUnderTest under_test_ = GetParam()();
  std::unique_ptr<Engine> engine_ = under_test_.connect(contract_queries());

  std::unique_ptr<Rows> one(std::string_view name, Value value) {
    auto rows = engine_->query({name, {{"x", std::move(value)}}});
    EXPECT_TRUE(rows->next());
    return rows;
  }
  std::vector<std::string> items() {
    std::vector<std::string> found;
    const auto rows = engine_->query({"items"});
    while (rows->next()) {
      found.push_back(std::string(rows->text(0)) + "=" + std::to_string(rows->integer(1)));
    }
    return found;
  }
  static Step add(const std::string& item, std::int64_t amount) {
    return {{"add", {{"item", item}, {"amount", amount}}}};
  }
};

TEST_P(EngineContract, ValuesComeBackAsTheyWent) {
  EXPECT_TRUE(one("echo_flag", true)->flag(0));
  EXPECT_FALSE(one("echo_flag", false)->flag(0));
  for (const std::int64_t n : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, INT64_MAX}) {
    EXPECT_EQ(one("echo_integer", n)->integer(0), n);
  }
  for (const double x : {0.1, -1e300, 5e-324}) EXPECT_EQ(one("echo_real", x)->real(0), x);
  const auto instant = base::Instant(base::microseconds(1'795'118'400'123'456));
  EXPECT_EQ(one("echo_instant", instant)->instant(0), instant);
  const auto day = base::LocalDay(std::chrono::year(2024) / 2 / 29);
  EXPECT_EQ(one("echo_day", day)->day(0), day);
  EXPECT_EQ(one("echo_money", std::string("-12.3456"))->money(0), base::Money{-123'456});
}

TEST_P(EngineContract, TextsOfEveryLengthComeBack) {
  for (const std::size_t length : {0, 1, 11, 12, 13, 5'000, 200'000}) {
    const std::string text(length, 'x');
    EXPECT_EQ(one("echo_text", text)->text(0), text) << length;
  }
  EXPECT_EQ(one("echo_text", std::string("'; Ünïcödé 🌙\n\"$x"))->text(0), "'; Ünïcödé 🌙\n\"$x");
}

TEST_P(EngineContract, NullIsNotAValue) {
  for (const auto* query : {"echo_flag", "echo_integer", "echo_text", "echo_instant"}) {
    EXPECT_TRUE(one(query, std::monostate{})->is_null(0)) << query;
  }
  EXPECT_FALSE(one("echo_integer", std::int64_t{0})->is_null(0));
}

TEST_P(EngineContract, AParameterMayOccurTwice) {
  EXPECT_EQ(one("twice", std::int64_t{21})->integer(0), 42);
}

TEST_P(EngineContract, AMissingParameterIsNamed) {
  try {
    engine_->query({"item"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("$item"));
    EXPECT_THAT(error.what(), HasSubstr("'item'"));
  }
}

TEST_P(EngineContract, AnUnknownQueryIsNamed) {
  try {
    engine_->query({"nothing_like_it"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("nothing_like_it"));
  }
}

TEST_P(EngineContract, ListsBecomeRowsAndExecuteCountsThem) {
  EXPECT_EQ(engine_->execute({"add_many",
                              {{"items", std::vector<std::string>{"a", "b", "c"}},
                               {"amounts", std::vector<std::int64_t>{1, 2, 3}}}}),
            3);
  EXPECT_THAT(items(), ElementsAre("a=1", "b=2", "c=3"));
  EXPECT_EQ(engine_->execute({"add_many",
                              {{"items", std::vector<std::string>{}},
                               {"amounts", std::vector<std::int64_t>{}}}}),
            0);
  EXPECT_EQ(engine_->execute({"increase", {{"item", std::string("nobody")}}}), 0);
  EXPECT_EQ(engine_->execute({"remove"}), 3);
}

TEST_P(EngineContract, NamesAndLargeResults) {
  std::vector<std::string> names;
  std::vector<std::int64_t> amounts;
  for (int i = 0; i < 10'000; ++i) {
    names.push_back("item " + std::to_string(1'000'000 + i));
    amounts.push_back(i);
  }
  engine_->execute({"add_many", {{"items", names}, {"amounts", amounts}}});
  const auto rows = engine_->query({"items"});
  EXPECT_THAT(rows->names(), ElementsAre("item", "amount"));
  for (std::size_t i = 0; i < names.size(); ++i) {
    ASSERT_TRUE(rows->next());
    ASSERT_EQ(rows->text(0), names[i]);
    ASSERT_EQ(rows->integer(1), amounts[i]);
  }
  EXPECT_FALSE(rows->next());
  EXPECT_FALSE(rows->next());
}

TEST_P(EngineContract, TwoCursorsOfOneStatementDoNotDisturbEachOther) {
  engine_->run_atomically(std::vector<Step>{add("a", 1), add("b", 2)});
  const auto outer = engine_->query({"items"});
  std::vector<std::string> seen;
  while (outer->next()) {
    const auto inner = engine_->query({"items"});
    while (inner->next()) seen.push_back(std::string(outer->text(0)) + std::string(inner->text(0)));
  }
  EXPECT_THAT(seen, ElementsAre("aa", "ab", "ba", "bb"));
}

TEST_P(EngineContract, ATransactionIsAllOrNothing) {
  EXPECT_EQ(engine_->run_atomically(std::vector<Step>{add("a", 1), add("b", 2)}), nullptr);
  EXPECT_THAT(items(), ElementsAre("a=1", "b=2"));
  const std::vector<Step> failing = {
      add("c", 3), {{"divide", {{"text", std::string("no number")}}}}, add("d", 4)};
  EXPECT_THROW(engine_->run_atomically(failing), Error);
  EXPECT_THAT(items(), ElementsAre("a=1", "b=2"));
  // And the engine is fit for the next one.
  EXPECT_EQ(engine_->run_atomically(std::vector<Step>{add("e", 5)}), nullptr);
  EXPECT_THAT(items(), ElementsAre("a=1", "b=2", "e=5"));
}

TEST_P(EngineContract, AMissingParameterInTheMiddleSavesNothing) {
  EXPECT_THROW(engine_->run_atomically(std::vector<Step>{add("a", 1), {{"add"}}}), Error);
  EXPECT_THAT(items(), ElementsAre());
}

TEST_P(EngineContract, ACheckThatFindsRowsStopsAndHandsThemOver) {
  const Step check = {{"over", {{"limit", std::int64_t{5}}}}, true};
  EXPECT_EQ(engine_->run_atomically(std::vector<Step>{add("low", 1), check}), nullptr);
  const auto found = engine_->run_atomically(
      std::vector<Step>{add("high", 9), add("top", 10), check, add("z", 1)});
  ASSERT_NE(found, nullptr);
  ASSERT_TRUE(found->next());
  EXPECT_EQ(found->text(0), "high");
  ASSERT_TRUE(found->next());
  EXPECT_EQ(found->text(0), "top");
  EXPECT_FALSE(found->next());
  EXPECT_THAT(items(), ElementsAre("low=1"));
}

TEST_P(EngineContract, AStepThatChangesAnotherNumberOfRowsSavesNothing) {
  engine_->run_atomically(std::vector<Step>{add("a", 1)});
  const auto increase = [](const std::string& item) {
    return Step{.statement = {"increase", {{"item", item}}}, .must_change = 1};
  };
  EXPECT_THROW(engine_->run_atomically(std::vector<Step>{add("b", 1), increase("nobody")}), Error);
  EXPECT_THAT(items(), ElementsAre("a=1"));
  EXPECT_EQ(engine_->run_atomically(std::vector<Step>{increase("a")}), nullptr);
  EXPECT_THAT(items(), ElementsAre("a=2"));
}

TEST_P(EngineContract, ConcurrentWritersLoseNothing) {
  engine_->run_atomically(std::vector<Step>{add("counter", 0)});
  constexpr int writers = 4, rounds = 25;
  std::atomic<int> given_up = 0;
  std::vector<std::thread> threads;
  for (int w = 0; w < writers; ++w) {
    threads.emplace_back([&, w] {
      const auto engine = under_test_.connect(contract_queries());
      for (int i = 0; i < rounds; ++i) {
        const std::vector<Step> steps = {{{"increase", {{"item", std::string("counter")}}}},
                                         add("by " + std::to_string(w), i)};
        try {
          engine->run_atomically(steps);
        } catch (const Error& error) {
          EXPECT_EQ(error.code(), ErrorCode::busy) << error.what();
          ++given_up;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const auto rows = engine_->query({"item", {{"item", std::string("counter")}}});
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->integer(1), writers * rounds - given_up);
  EXPECT_EQ(items().size(), 1U + static_cast<std::size_t>(rows->integer(1)));
}

TEST_P(EngineContract, ThreadsMayShareAnEngine) {
  std::vector<std::thread> threads;
  for (int w = 0; w < 4; ++w) {
    threads.emplace_back([&, w] {
      for (int i = 0; i < 20; ++i) {
        const std::string mine = "thread " + std::to_string(w) + " item " + std::to_string(i);
        engine_->run_atomically(std::vector<Step>{add(mine, i), add(mine, i + 1)});
        const auto rows = engine_->query({"item", {{"item", mine}}});
        for (int n = 0; n < 2; ++n) {
          ASSERT_TRUE(rows->next());
          ASSERT_EQ(rows->text(0), mine);
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(items().size(), 160U);
}

TEST_P(EngineContract, SaysWhatItIs) { EXPECT_FALSE(engine_->version().empty()); }

INSTANTIATE_TEST_SUITE_P(DuckDB, EngineContract,
                         ::testing::Values(EngineFactory(duckdb_under_test)));
INSTANTIATE_TEST_SUITE_P(BigQuery, EngineContract,
                         ::testing::Values(EngineFactory([] { return bigquery_under_test({}); })));
INSTANTIATE_TEST_SUITE_P(BigQueryWithFaults, EngineContract, ::testing::Values(EngineFactory([] {
                           return bigquery_under_test({.lost_request = 0.05,
                                                       .lost_answer = 0.1,
                                                       .too_many_requests = 0.05,
                                                       .unavailable = 0.05,
                                                       .error_after_taking = 0.05,
                                                       .token_expired = 0.02,
                                                       .job_fails = 0.05,
                                                       .aborted = 0.02,
                                                       .fails_after_commit = 0.1});
                         })));

}  // namespace
}  // namespace eros::store
