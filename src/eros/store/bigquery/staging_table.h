#pragma once
#include <string>

#include "eros/store/bigquery/client.h"
#include "eros/store/bigquery/script.h"

namespace eros::store::bigquery {

// For the length of a job: the table that holds the parameters that are too large for its request.
// It expires by itself within a day, should it not be removed.
class StagingTable {
 public:
  // Makes and fills the table if `job` is too large, and rewrites it to read from there. Throws as
  // Client::run_job.
  StagingTable(Client& client, const std::string& name, SqlJob& job);
  ~StagingTable();
  StagingTable(const StagingTable&) = delete;
  StagingTable& operator=(const StagingTable&) = delete;

 private:
  void create(const std::string& name);

  Client& client_;
  std::string table_;  // empty: none was needed
};

}  // namespace eros::store::bigquery
