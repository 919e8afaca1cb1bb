#pragma once
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>

namespace eros::testing {

// BigQuery's rule of who is in whose way (its documentation, "Multi-statement transactions" and
// "DML statement conflicts"): a transaction that updates, deletes or merges rows of a table
// excludes every other that does so to the same table while it runs: the later one is cancelled. A
// statement outside of transactions waits instead. Inserting and reading exclude nobody.
class TableConflicts {
 public:
  using Transaction = std::uint64_t;

  // `snapshot` is run with the rule held still, so that what the transaction sees and what it
  // conflicts with are of one moment.
  template <typename Snapshot>
  Transaction begin(Snapshot snapshot) {
    const std::scoped_lock lock(mutex_);
    snapshot();
    const Transaction id = ++last_id_;
    open_[id].began_after = commits_;
    return id;
  }
  // The transaction changes rows of `table`. False: it is to be cancelled.
  bool may_change(Transaction transaction, const std::string& table);
  // The same for a statement of its own, which `end`s after it; waits.
  void wait_to_change(Transaction transaction, const std::string& table);
  // `commit` is run with the rule held still.
  template <typename Commit>
  void end(Transaction transaction, Commit commit) {
    const std::scoped_lock lock(mutex_);
    finish(transaction, commit());
  }

 private:
  struct Open {
    std::uint64_t began_after = 0;
    std::set<std::string> changes;
  };
  struct Table {
    Transaction changed_by = 0;  // that runs
    std::uint64_t last_commit = 0;
  };
  void finish(Transaction transaction, bool did_commit);

  std::mutex mutex_;
  std::condition_variable ended_;
  Transaction last_id_ = 0;
  std::uint64_t commits_ = 0;
  std::map<Transaction, Open> open_;
  std::map<std::string, Table> tables_;
};

}  // namespace eros::testing
