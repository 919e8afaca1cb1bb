#pragma once
#include <functional>
#include <mutex>
#include <set>
#include <string>

namespace eros::testing {

class FakeWarehouse;

// BigQuery's table snapshots, by its documented rules: a snapshot is read-only, replaces no table
// that is there, and is of a moment of the last seven days; each is made by itself, and stays if a
// later one fails. Copies, in the fake: it has no time travel, so a table is copied as it is when
// its statement runs.
class TableSnapshots {
 public:
  // Runs a script of CREATE SNAPSHOT TABLE, a line each; before each `fails` tells whether the job
  // is to fail there. Throws FakeJobError.
  void take(const std::string& script, FakeWarehouse& warehouse,
            const std::function<bool()>& fails);
  // Throws FakeJobError for a statement that changes a snapshot.
  void refuse_changes(const std::string& statement) const;
  // From now on nobody may copy the table.
  void refuse_copies_of(const std::string& table);

 private:
  void take_one(const std::string& statement, FakeWarehouse& warehouse);

  mutable std::mutex mutex_;
  std::set<std::string> names_;
  std::set<std::string> not_to_be_copied_;
};

}  // namespace eros::testing
