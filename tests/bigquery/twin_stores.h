#pragma once
#include <string>

#include "eros/store/bigquery/engine.h"
#include "eros/store/duckdb_engine.h"
#include "eros/store/store.h"
#include "store/scratch.h"

namespace eros::testing {

// 2026-11-17 12:00 in Los Angeles.
inline constexpr base::Instant as_of =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 17) + base::hours(20);

// Two pages of the sample agency, with a third of their messages, in DuckDB and, row by row the
// same, in BigQuery's emulator. Small, for the emulator takes seconds for hundreds of messages.
class TwinStores {
 public:
  TwinStores();
  store::Store& duckdb() { return duckdb_; }
  store::Store& bigquery() { return bigquery_; }
  store::DuckDBEngine& duckdb_engine() { return as_duckdb(duckdb_.engine(), "a test"); }
  store::BigQueryEngine& bigquery_engine() { return as_bigquery(bigquery_.engine(), "a test"); }
  // Puts the rows of DuckDB's table in place of BigQuery's.
  void copy(const std::string& table);

 private:
  Scratch scratch_;
  store::Store duckdb_;
  store::Store bigquery_;
};

}  // namespace eros::testing
