#pragma once
#include <string>

#include "eros/store/bigquery/script.h"
#include "eros/store/bigquery/temporary_table.h"

namespace eros::store::bigquery {

// For the length of a job: the table that holds the parameters that are too large for its request.
class StagingTable {
 public:
  // Makes and fills the table if `job` is too large, and rewrites it to read from there. Throws as
  // Client::run_job.
  StagingTable(Client& client, const std::string& name, SqlJob& job);

 private:
  TemporaryTable table_;
};

}  // namespace eros::store::bigquery
