#pragma once
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "bigquery/emulator.h"
#include "eros/store/bigquery/engine.h"
#include "eros/store/duckdb_engine.h"
#include "eros/store/store.h"
#include "store/scratch.h"

namespace eros::testing {

// 2026-11-17 12:00 in Los Angeles.
inline constexpr base::Instant as_of =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 17) + base::hours(20);

// What `learn` writes.
inline constexpr std::array<std::string_view, 10> learned_tables = {
    "caption_bandit_stats", "learned_model",   "variance_components", "tier_effects",
    "cell_effects",         "caption_effects", "page_effects",        "page_caption_effects",
    "taste_effects",        "hour_effects"};

// Two pages of the sample agency, with a part of their messages, in DuckDB and, row by row the
// same, in BigQuery's emulator, or no rows. Small, for the emulator takes seconds for hundreds of
// messages.
class TwinStores {
 public:
  enum class Rows { sample, none };
  explicit TwinStores(Rows rows = Rows::sample);
  store::Store& duckdb() { return duckdb_; }
  store::Store& bigquery() { return bigquery_; }
  store::DuckDBEngine& duckdb_engine() { return as_duckdb(duckdb_.engine(), "a test"); }
  store::BigQueryEngine& bigquery_engine() { return as_bigquery(bigquery_.engine(), "a test"); }
  // Rows as JSON objects, in any order. `from` is what follows FROM; in BigQuery {dataset} stands
  // for the dataset's name.
  std::vector<nlohmann::json> rows_in_duckdb(const std::string& from);
  std::vector<nlohmann::json> rows_in_bigquery(const std::string& from);
  // Puts the rows of DuckDB's table in place of BigQuery's.
  void copy(const std::string& table);

 private:
  Scratch scratch_;
  store::Store duckdb_;
  store::Store bigquery_;
};

// Tests that share a pair, which takes seconds to make. They leave the rows as they found them.
class BothEngines : public ::testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite() { stores_.reset(); }
  void SetUp() override { EROS_NEEDS_EMULATOR(); }
  static TwinStores& stores() { return *stores_; }

 private:
  static std::unique_ptr<TwinStores> stores_;
};

}  // namespace eros::testing
