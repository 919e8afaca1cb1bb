#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "eros/store/duckdb_database.h"
#include "eros/store/engine.h"
#include "eros/store/queries.h"
#include "fake_bigquery/job_error.h"
#include "fake_bigquery/table_conflicts.h"
#include "fake_bigquery/table_snapshots.h"
#include "store/scratch.h"

namespace eros::testing {

// What a job of the fake may be made to suffer, asked at the moment.
struct FakeInterference {
  std::function<bool()> aborts = [] { return false; };        // a statement of a transaction
  std::function<bool()> fails_before = [] { return false; };  // a job, before its first statement
  std::function<bool()> fails_after = [] { return false; };   // a job, after its COMMIT
};

// The tables of the fake, in a DuckDB file, and what runs on them: the text that the engine sends
// is taken apart into its statements; what each of them excludes is read from that text; its rows
// are made by DuckDB's statement of the same name (or, where there is none, by the text itself).
class FakeWarehouse {
 public:
  FakeWarehouse(store::QuerySet duckdb_queries, FakeInterference interference);

  struct Result {
    nlohmann::json schema;                     // TableSchema
    nlohmann::json rows;                       // of getQueryResults
    std::int64_t rows_changed = -1;            // of a statement that changes rows
    std::vector<std::string> statement_types;  // of a script, in order: INSERT, COMMIT_TRANSACTION
  };
  // Runs the query of a JobConfiguration. Throws FakeJobError; `result` then has what ran.
  void run(const nlohmann::json& configuration, Result& result);
  TableSnapshots& snapshots() { return snapshots_; }
  // SQL of DuckDB, for setting up and looking.
  void run_script(const std::string& sql);
  std::int64_t number(const std::string& sql);
  // A table's columns as a struct of DuckDB has them: name: 'TYPE', ...
  std::string column_types(const std::string& table);
  std::string database() const { return scratch_.file("warehouse.duckdb"); }
  std::string file(const std::string& name) const { return scratch_.file(name); }

 private:
  struct Script;
  using Session = std::unique_ptr<store::DuckDBSession>;
  Session take();
  void give_back(Session session);
  void run_transaction(const nlohmann::json& query, Result& result);
  void run_statement(const nlohmann::json& query, const std::string& name, Result& result);
  std::int64_t run_named(store::DuckDBSession& session, const std::string& name,
                         const std::string& sent, const nlohmann::json& query, Result& result);
  store::Parameters parameters_of(store::DuckDBSession& session, const std::string& sent,
                                  const nlohmann::json& query);

  Scratch scratch_;
  store::QuerySet queries_;
  FakeInterference interference_;
  TableConflicts conflicts_;
  TableSnapshots snapshots_;
  std::mutex mutex_;  // guards idle_
  std::vector<Session> idle_;
};

// What a statement changes: the table of an UPDATE, DELETE or MERGE; nothing for others.
std::optional<std::string> changed_table(std::string_view sql);
// SELECT, INSERT, UPDATE, DELETE, MERGE, ...: the first word that is no comment.
std::string statement_type(std::string_view sql);

}  // namespace eros::testing
