#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "eros/google/outside.h"
#include "eros/store/bigquery/client.h"
#include "eros/store/bigquery/script.h"
#include "eros/store/engine.h"
#include "eros/store/queries.h"

namespace eros::store {

struct OpenOptions;

// The engine of agencies that outgrow one machine: every call is a job in BigQuery. Threads may
// share it, and their jobs run side by side. Making one reads the credentials, and nothing goes
// over the network before the first call.
class BigQueryEngine final : public Engine {
 public:
  // Throws Error(failed) for credentials that are named but cannot be used.
  BigQueryEngine(bigquery::Location location, const OpenOptions& options,
                 const google::Outside& outside = google::real_outside());

  // Makes the statements of `queries`, which must outlive the engine, known by their names. They
  // are in GoogleSQL, with parameters as @name.
  void use(const QuerySet& queries) { queries_ = &queries; }

  std::unique_ptr<Rows> query(const Statement& statement) override;
  std::int64_t execute(const Statement& statement) override;
  // One job for all steps (and one more, a load, if the rows are too many for a request).
  std::unique_ptr<Rows> run_atomically(std::span<const Step> steps) override;
  void interrupt() override { client_->stop(); }
  std::string version() const override;

  // --- not in the contract: for SQL that only this engine has, or that varies

  // One statement, or a script, given as text; `name` is for its job's id, label and messages.
  std::unique_ptr<Rows> query_text(std::string_view name, std::string_view sql,
                                   const Parameters& parameters = {});
  std::int64_t execute_text(std::string_view name, std::string_view sql,
                            const Parameters& parameters = {});
  // The text of a statement by its name.
  std::string_view text(std::string_view name) const;
  // run_atomically for steps given as text.
  std::unique_ptr<Rows> run_script(std::span<const bigquery::ScriptStep> steps);
  // What a statement by its name, or given as text, would read; it is not run.
  bigquery::DryRun dry_run(const Statement& statement);
  bigquery::DryRun dry_run_text(std::string_view name, std::string_view sql,
                                const Parameters& parameters = {});
  // Loads newline-delimited JSON or Parquet into a table by one job: all rows or none. `schema` is
  // a TableSchema, or null for a table that is there. `disposition`: WRITE_APPEND, WRITE_EMPTY,
  // WRITE_TRUNCATE. Returns the rows loaded.
  std::int64_t load(std::string_view table, std::string_view format, const std::string& bytes,
                    const nlohmann::json& schema, std::string_view disposition);
  bigquery::Client& client() const { return *client_; }

 private:
  bigquery::NamedSql named(const Statement& statement) const;
  bigquery::Job job(const std::string& name, const bigquery::SqlJob& sql) const;
  bigquery::Client::Finished run(const std::string& name, const bigquery::SqlJob& sql);
  bigquery::Client::Finished run_transaction(const std::string& name, bigquery::SqlJob sql);
  std::unique_ptr<Rows> run_one_by_one(std::span<const bigquery::ScriptStep> steps);
  std::unique_ptr<Rows> rows(bigquery::Client::Finished finished) const;
  std::int64_t rows_changed(const bigquery::Client::Finished& finished);

  std::shared_ptr<bigquery::Client> client_;  // shared with the rows that fetch pages
  const QuerySet* queries_ = nullptr;
};

// The engine as BigQuery's. Throws Error(failed), naming what was asked for, if it is not.
BigQueryEngine& as_bigquery(Engine& engine, std::string_view what_for);

}  // namespace eros::store
