#include "fake_bigquery/table_conflicts.h"

namespace eros::testing {

bool TableConflicts::may_change(Transaction transaction, const std::string& name) {
  const std::scoped_lock lock(mutex_);
  Table& table = tables_[name];
  Open& self = open_.at(transaction);
  if (table.changed_by == transaction) return true;
  if (table.changed_by != 0 || table.last_commit > self.began_after) return false;
  table.changed_by = transaction;
  self.changes.insert(name);
  return true;
}

void TableConflicts::wait_to_change(Transaction transaction, const std::string& name) {
  std::unique_lock lock(mutex_);
  Table& table = tables_[name];
  ended_.wait(lock, [&] { return table.changed_by == 0; });
  table.changed_by = transaction;
  open_.at(transaction).changes.insert(name);
}

void TableConflicts::finish(Transaction transaction, bool did_commit) {
  if (did_commit) ++commits_;
  for (const auto& name : open_.at(transaction).changes) {
    Table& table = tables_[name];
    table.changed_by = 0;
    if (did_commit) table.last_commit = commits_;
  }
  open_.erase(transaction);
  ended_.notify_all();
}

}  // namespace eros::testing
