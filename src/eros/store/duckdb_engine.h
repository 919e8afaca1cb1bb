#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "eros/store/duckdb_database.h"
#include "eros/store/engine.h"
#include "eros/store/queries.h"

namespace eros::store {

struct OpenOptions;

// The embedded engine: one connection to a DuckDB file. Threads may share it; their statements
// run one after another. Several engines may be open on one file in a process: each is a
// connection of its own to the same instance, and their transactions are isolated. An engine must
// be gone before main returns, so never a static object: DuckDB's thread-local caches are destroyed
// before static objects are, and it reads them when it closes.
class DuckDBEngine final : public Engine {
 public:
  // See open_session for errors and waiting.
  explicit DuckDBEngine(const std::string& path, const OpenOptions& options);
  // Checkpoints, so that no write-ahead file stays behind a clean exit.
  ~DuckDBEngine() override;

  // Makes the statements of `queries`, which must outlive the engine, known by their names.
  void use(const QuerySet& queries) { queries_ = &queries; }
  // The same, and prepares each once (20 ms for all of EROS's), so that a broken one stops here:
  // throws Error(failed) naming it.
  void prepare(const QuerySet& queries);

  std::unique_ptr<Rows> query(const Statement& statement) override;
  std::int64_t execute(const Statement& statement) override;
  std::unique_ptr<Rows> run_atomically(std::span<const Step> steps) override;
  bool takes_records() const override { return true; }
  std::string version() const override;
  void interrupt() override;

  // --- not in the contract: for SQL that only this engine has, or that varies (imports)

  // One statement given as text.
  std::unique_ptr<Rows> query_text(std::string_view sql, const Parameters& parameters = {});
  std::int64_t execute_text(std::string_view sql, const Parameters& parameters = {});
  // Any number of statements without parameters; stops at the first that fails.
  void run_script(const std::string& sql);
  // The same, unless this engine has run it before: for what lasts as long as its connection.
  // Outside of transactions only.
  void run_script_once(const std::string& sql);
  // Runs `work`, which calls this engine, in one transaction. Everything is rolled back if it
  // throws, or if any statement in it failed, even where `work` caught that error. On a conflict
  // with a concurrent writer `work` is run again from the start, up to ten times. May not nest.
  void atomically(const std::function<void()>& work);
  // Writes the write-ahead file into the database file. Throws if a transaction is open.
  void checkpoint();

 private:
  using Lock = std::unique_lock<std::recursive_mutex>;
  // A statement without parameters, or any number of them: the last one's result.
  duck::Result run_direct(const std::string& what, const std::string& sql);
  duck::Result run(const std::string& what, std::string_view sql, const Parameters& parameters);
  duck::Result run(const Statement& statement);
  template <typename RowsToWrite>
  void append(const RowsToWrite& rows);
  // Runs in the open transaction, else in one of its own.
  template <typename Run>
  duck::Result run_alone(Run run_it);
  std::unique_ptr<Rows> rows(duck::Result result) const;
  duck::Prepared prepare_text(const std::string& what, std::string_view sql);
  template <typename Work>
  auto retried(Work work);
  void transact(const std::function<bool()>& work);

  DuckDBSession session_;
  const QuerySet* queries_ = nullptr;
  std::recursive_mutex mutex_;  // guards the connection and all below
  bool in_transaction_ = false;
  bool step_failed_ = false;       // in this transaction: it must not be committed
  std::set<std::string> scripts_;  // that run_script_once has run
};

// The engine as the embedded one. Throws Error(failed), naming what was asked for, if it is not.
DuckDBEngine& as_duckdb(Engine& engine, std::string_view what_for);

}  // namespace eros::store
