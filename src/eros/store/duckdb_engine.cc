#include "eros/store/duckdb_engine.h"

#include <random>
#include <thread>

#include "eros/base/error.h"
#include "eros/store/duckdb_append.h"
#include "eros/store/duckdb_bind.h"
#include "eros/store/duckdb_errors.h"
#include "eros/store/duckdb_rows.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;

constexpr int tries_on_conflict = 10;

// Grows from 1-3 ms to 0.5-1.5 s. Each thread draws its own, so that two that met part again.
std::chrono::microseconds pause_before(int retry) {
  thread_local std::minstd_rand generator(
      static_cast<unsigned>(std::hash<std::thread::id>{}(std::this_thread::get_id())));
  std::uniform_real_distribution<double> spread(0.5, 1.5);
  return std::chrono::microseconds(
      static_cast<std::int64_t>(spread(generator) * 2'000.0 * static_cast<double>(1 << retry)));
}

// Text for messages: the start of a statement that has no name.
std::string shown(std::string_view sql) {
  constexpr std::size_t limit = 60;
  return "'" + std::string(sql.substr(0, limit)) + (sql.size() > limit ? "...'" : "'");
}

// Whatever ends a step early, its transaction must not be committed.
struct MarkFailure {
  const bool& ok;
  bool& failed;
  ~MarkFailure() { failed = failed || !ok; }
};

std::int64_t rows_changed(duckdb_result& result) {
  return static_cast<std::int64_t>(duckdb_rows_changed(&result));
}

void check_count(const Step& step, duckdb_result& result) {
  if (!step.must_change || rows_changed(result) == *step.must_change) return;
  throw Error(ErrorCode::failed,
              "the query '" + std::string(step.statement.name) + "' changed " +
                  std::to_string(rows_changed(result)) + " rows, where it must change " +
                  std::to_string(*step.must_change),
              "The store is damaged: restore it from a backup. Nothing of this was saved.");
}

}  // namespace

DuckDBEngine::DuckDBEngine(const std::string& path, const OpenOptions& options)
    : session_(open_session(path, options)) {}

DuckDBEngine::~DuckDBEngine() {
  try {
    checkpoint();
  } catch (const std::exception&) {
    // Another session of this process is still writing; the last one to close checkpoints.
  }
}

void DuckDBEngine::prepare(const QuerySet& queries) {
  const Lock lock(mutex_);
  for (const auto& [name, sql] : queries) prepare_text("the query '" + name + "'", sql);
  use(queries);
}

duck::Prepared DuckDBEngine::prepare_text(const std::string& what, std::string_view sql) {
  duckdb_prepared_statement raw = nullptr;
  const auto state = duckdb_prepare(session_.connection.get(), std::string(sql).c_str(), &raw);
  duck::Prepared prepared(raw);
  if (state != DuckDBSuccess) {
    const char* message = duckdb_prepare_error(raw);
    if (message != nullptr && std::string_view(message).starts_with("INTERRUPT")) {
      throw_statement_error(what, DUCKDB_ERROR_INTERRUPT, message);
    }
    throw Error(ErrorCode::failed,
                what + " is refused by the database: " + (message == nullptr ? "" : message));
  }
  return prepared;
}

duck::Result DuckDBEngine::run_direct(const std::string& what, const std::string& sql) {
  duck::Result result(new duckdb_result{});
  if (duckdb_query(session_.connection.get(), sql.c_str(), result.get()) != DuckDBSuccess) {
    step_failed_ = true;
    const char* message = duckdb_result_error(result.get());
    throw_statement_error(what, duckdb_result_error_type(result.get()),
                          message == nullptr ? "" : message);
  }
  return result;
}

// Prepared afresh each time, in the transaction that it runs in: DuckDB 1.5 builds the statistics
// of a table into a prepared plan, and such a plan run after the table has changed gives wrong
// rows (duckdb/duckdb#23704).
duck::Result DuckDBEngine::run(const std::string& what, std::string_view sql,
                               const Parameters& parameters) {
  // What can name no parameter needs no plan beside the one that it runs by.
  if (parameters.empty() && sql.find('$') == sql.npos) return run_direct(what, std::string(sql));
  bool ok = false;
  const MarkFailure mark{ok, step_failed_};
  const auto prepared = prepare_text(what, sql);
  bind_parameters(what, prepared.get(), parameters);
  duck::Result result(new duckdb_result{});
  ok = duckdb_execute_prepared(prepared.get(), result.get()) == DuckDBSuccess;
  if (!ok) {
    const char* message = duckdb_result_error(result.get());
    throw_statement_error(what, duckdb_result_error_type(result.get()),
                          message == nullptr ? "" : message);
  }
  return result;
}

duck::Result DuckDBEngine::run(const Statement& statement) {
  const std::string what = "the query '" + std::string(statement.name) + "'";
  if (queries_ != nullptr) {
    const auto found = queries_->find(statement.name);
    if (found != queries_->end()) return run(what, found->second, statement.parameters);
  }
  step_failed_ = true;
  throw Error(ErrorCode::failed, what + " does not exist");
}

std::unique_ptr<Rows> DuckDBEngine::rows(duck::Result result) const {
  return std::make_unique<DuckDBRows>(std::move(result), session_.database);
}

template <typename Work>
auto DuckDBEngine::retried(Work work) {
  for (int attempt = 0;; ++attempt) {
    bool inside = false;
    try {
      const Lock lock(mutex_);
      inside = in_transaction_;
      return work();
    } catch (const ConflictError&) {
      // Inside a transaction only the whole of it can be run again.
      if (inside || attempt + 1 == tries_on_conflict) throw;
    }
    std::this_thread::sleep_for(pause_before(attempt));
  }
}

template <typename Run>
duck::Result DuckDBEngine::run_alone(Run run_it) {
  return retried([&] {
    if (in_transaction_) return run_it();
    duck::Result result;
    transact([&] {
      result = run_it();
      return true;
    });
    return result;
  });
}

std::unique_ptr<Rows> DuckDBEngine::query(const Statement& statement) {
  return rows(run_alone([&] { return run(statement); }));
}

std::int64_t DuckDBEngine::execute(const Statement& statement) {
  return rows_changed(*run_alone([&] { return run(statement); }));
}

std::unique_ptr<Rows> DuckDBEngine::query_text(std::string_view sql, const Parameters& parameters) {
  return rows(run_alone([&] { return run("the statement " + shown(sql), sql, parameters); }));
}

std::int64_t DuckDBEngine::execute_text(std::string_view sql, const Parameters& parameters) {
  return rows_changed(
      *run_alone([&] { return run("the statement " + shown(sql), sql, parameters); }));
}

void DuckDBEngine::run_script(const std::string& sql) {
  const Lock lock(mutex_);
  run_direct("the script " + shown(sql), sql);
}

void DuckDBEngine::run_script_once(const std::string& sql) {
  const Lock lock(mutex_);
  if (scripts_.contains(sql)) return;
  run_script(sql);
  scripts_.insert(sql);
}

// `work` says whether to commit. COMMIT of an aborted transaction reports success and discards
// everything, so it is reached only when no statement has failed.
void DuckDBEngine::transact(const std::function<bool()>& work) {
  if (in_transaction_) throw Error(ErrorCode::failed, "a transaction cannot hold another");
  run_script("BEGIN TRANSACTION");
  in_transaction_ = true;
  step_failed_ = false;
  try {
    const bool commit = work();
    if (step_failed_) throw Error(ErrorCode::failed, "a step of a transaction failed");
    run_script(commit ? "COMMIT" : "ROLLBACK");
  } catch (...) {
    // After a failed COMMIT there is nothing left to roll back, and that is fine.
    duck::Result ignored(new duckdb_result{});
    duckdb_query(session_.connection.get(), "ROLLBACK", ignored.get());
    in_transaction_ = false;
    throw;
  }
  in_transaction_ = false;
}

void DuckDBEngine::atomically(const std::function<void()>& work) {
  retried([&] {
    transact([&] {
      work();
      return true;
    });
  });
}

template <typename RowsToWrite>
void DuckDBEngine::append(const RowsToWrite& rows) {
  try {
    append_rows(session_.connection.get(), rows);
  } catch (...) {
    step_failed_ = true;  // the transaction must not be committed
    throw;
  }
}

std::unique_ptr<Rows> DuckDBEngine::run_atomically(std::span<const Step> steps) {
  return retried([&] {
    std::unique_ptr<Rows> stopped_by;
    transact([&] {
      for (const auto& step : steps) {
        if (step.append != nullptr) {
          append(*step.append);
          continue;
        }
        if (step.records != nullptr) {
          append(*step.records);
          continue;
        }
        auto result = run(step.statement);
        check_count(step, *result);
        if (step.stops_on_rows && duckdb_row_count(result.get()) > 0) {
          stopped_by = rows(std::move(result));
          return false;
        }
      }
      return true;
    });
    return stopped_by;
  });
}

void DuckDBEngine::checkpoint() { run_script("CHECKPOINT"); }

void DuckDBEngine::interrupt() { duckdb_interrupt(session_.connection.get()); }

std::string DuckDBEngine::version() const {
  return std::string("DuckDB ") + (*duckdb_library_version() == 'v' ? duckdb_library_version() + 1
                                                                    : duckdb_library_version());
}

DuckDBEngine& as_duckdb(Engine& engine, std::string_view what_for) {
  if (auto* duckdb = dynamic_cast<DuckDBEngine*>(&engine)) return *duckdb;
  throw Error(ErrorCode::failed, std::string(what_for) + " needs a store in a DuckDB file",
              "Name one with --store.");
}

}  // namespace eros::store
