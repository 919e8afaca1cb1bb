#include "eros/store/bigquery/engine.h"

#include <list>

#include "eros/base/error.h"
#include "eros/store/bigquery/append.h"
#include "eros/store/bigquery/requests.h"
#include "eros/store/bigquery/rows.h"
#include "eros/store/bigquery/staging_table.h"
#include "eros/store/store.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;
using bigquery::Client;
using bigquery::NamedSql;
using nlohmann::json;

bigquery::Location with_wait(bigquery::Location location, const OpenOptions& options) {
  location.busy_wait = options.busy_wait;
  return location;
}

// The first statement that writes something of its own names the transaction.
std::string name_of(std::span<const bigquery::ScriptStep> steps) {
  for (const auto& step : steps) {
    if (!step.stops_on_rows && !step.must_change) return step.statement.name;
  }
  return steps.empty() ? "nothing" : steps.front().statement.name;
}

bool is_commit(const json& page) {
  const json::json_pointer first("/schema/fields/0/name");
  return page.empty() || (page.contains(first) && page.at(first) == bigquery::committed_column);
}

}  // namespace

BigQueryEngine::BigQueryEngine(bigquery::Location location, const OpenOptions& options,
                               const google::Outside& outside)
    : client_(std::make_shared<Client>(with_wait(std::move(location), options), outside)) {}

NamedSql BigQueryEngine::named(const Statement& statement) const {
  const std::string name(statement.name);
  if (queries_ != nullptr) {
    const auto found = queries_->find(statement.name);
    if (found != queries_->end()) return {name, found->second, &statement.parameters};
  }
  throw Error(ErrorCode::failed, "the query '" + name + "' does not exist");
}

std::string_view BigQueryEngine::text(std::string_view name) const {
  return named(Statement{name}).sql;
}

bigquery::Job BigQueryEngine::job(const std::string& name, const bigquery::SqlJob& sql) const {
  return {.name = name, .configuration = bigquery::query_configuration(client_->location(), sql)};
}

Client::Finished BigQueryEngine::run(const std::string& name, const bigquery::SqlJob& sql) {
  return client_->run_query(job(name, sql));
}

std::unique_ptr<Rows> BigQueryEngine::rows(Client::Finished finished) const {
  return std::make_unique<bigquery::PagedRows>(
      std::move(finished.page), [client = client_, id = finished.job_id](const std::string& token) {
        return client->next_page(id, token);
      });
}

// MERGE is counted in the job's statistics only.
std::int64_t BigQueryEngine::rows_changed(const Client::Finished& finished) {
  if (finished.page.contains("numDmlAffectedRows")) {
    return bigquery::count_at(finished.page, "/numDmlAffectedRows");
  }
  const json job = client_->get_job(finished.job_id);
  return bigquery::count_at(job, "/statistics/query/dmlStats/insertedRowCount") +
         bigquery::count_at(job, "/statistics/query/dmlStats/updatedRowCount") +
         bigquery::count_at(job, "/statistics/query/dmlStats/deletedRowCount");
}

std::unique_ptr<Rows> BigQueryEngine::query(const Statement& statement) {
  const auto sql = named(statement);
  return rows(run(sql.name, bigquery::single_statement(sql)));
}

std::int64_t BigQueryEngine::execute(const Statement& statement) {
  const auto sql = named(statement);
  return rows_changed(run(sql.name, bigquery::single_statement(sql)));
}

Client::Finished BigQueryEngine::run_transaction(const std::string& name, bigquery::SqlJob sql) {
  const bigquery::StagingTable staging(*client_, name, sql);
  auto transaction = job(name, sql);
  transaction.is_transaction = true;
  try {
    return client_->run_query(transaction);
  } catch (const google::ApiFailure& refused) {
    if (refused.error().message.find(bigquery::wrong_count) == std::string::npos) throw;
    throw Error(ErrorCode::failed, refused.what(),
                "Was the store made by 'eros deploy'? Nothing of this was saved.");
  }
}

// The emulator knows neither IF nor ROLLBACK nor counts of changed rows, and serves one request at
// a time: there the steps are jobs of their own, and what was done before a check that stops stays.
std::unique_ptr<Rows> BigQueryEngine::run_one_by_one(std::span<const bigquery::ScriptStep> steps) {
  for (const auto& step : steps) {
    auto finished = run(step.statement.name, bigquery::single_statement(step.statement));
    if (step.stops_on_rows && !finished.page.value("rows", json::array()).empty()) {
      return rows(std::move(finished));
    }
  }
  return nullptr;
}

std::unique_ptr<Rows> BigQueryEngine::run_atomically(std::span<const Step> steps) {
  std::vector<bigquery::ScriptStep> script;
  std::list<bigquery::AppendSql> appends;  // the script refers to them
  for (const auto& step : steps) {
    if (step.append != nullptr) {
      const auto& append = appends.emplace_back(bigquery::append_sql(*step.append));
      script.push_back(
          {{"append to " + std::string(step.append->table), append.sql, &append.parameters}});
      continue;
    }
    script.push_back({named(step.statement), step.stops_on_rows, step.must_change});
  }
  return run_script(script);
}

std::unique_ptr<Rows> BigQueryEngine::run_script(std::span<const bigquery::ScriptStep> steps) {
  if (client_->is_emulator()) return run_one_by_one(steps);
  auto finished = run_transaction(name_of(steps), bigquery::transaction(steps));
  if (is_commit(finished.page)) return nullptr;
  return rows(std::move(finished));
}

std::string BigQueryEngine::version() const {
  return client_->is_emulator() ? "BigQuery emulator" : "BigQuery";
}

std::unique_ptr<Rows> BigQueryEngine::query_text(std::string_view name, std::string_view sql,
                                                 const Parameters& parameters) {
  const std::string job_name(name);
  return rows(run(job_name, bigquery::single_statement({job_name, sql, &parameters})));
}

std::int64_t BigQueryEngine::execute_text(std::string_view name, std::string_view sql,
                                          const Parameters& parameters) {
  const std::string job_name(name);
  return rows_changed(run(job_name, bigquery::single_statement({job_name, sql, &parameters})));
}

bigquery::DryRun BigQueryEngine::dry_run(const Statement& statement) {
  const auto sql = named(statement);
  return client_->dry_run(job(sql.name, bigquery::single_statement(sql)));
}

bigquery::DryRun BigQueryEngine::dry_run_text(std::string_view name, std::string_view sql,
                                              const Parameters& parameters) {
  const std::string job_name(name);
  return client_->dry_run(job(job_name, bigquery::single_statement({job_name, sql, &parameters})));
}

std::int64_t BigQueryEngine::load(std::string_view table, std::string_view format,
                                  const std::string& bytes, const json& schema,
                                  std::string_view disposition) {
  const json finished =
      client_->run_job({.name = "load_" + std::string(table),
                        .configuration = bigquery::load_configuration(client_->location(), table,
                                                                      format, schema, disposition),
                        .upload = &bytes});
  return bigquery::count_at(finished, "/statistics/load/outputRows");
}

BigQueryEngine& as_bigquery(Engine& engine, std::string_view what_for) {
  if (auto* bigquery = dynamic_cast<BigQueryEngine*>(&engine)) return *bigquery;
  throw Error(ErrorCode::failed, std::string(what_for) + " needs a store in BigQuery",
              "Name one with --store bigquery://PROJECT/DATASET.");
}

}  // namespace eros::store
