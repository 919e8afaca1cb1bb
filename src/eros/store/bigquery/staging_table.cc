#include "eros/store/bigquery/staging_table.h"

#include "eros/store/bigquery/requests.h"
#include "eros/store/bigquery/staging.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;

// Of parameters as they are; as JSON in a request they may grow by a third.
constexpr std::size_t request_limit = 6'000'000;

json fields() {
  return {{{"name", "parameter"}, {"type", "STRING"}, {"mode", "REQUIRED"}},
          {{"name", "element"}, {"type", "STRING"}, {"mode", "REQUIRED"}}};
}

}  // namespace

StagingTable::StagingTable(Client& client, const std::string& name, SqlJob& job)
    : table_(client, "rows") {
  const auto taken = take_out_large(job, request_limit, table_.quoted());
  if (taken.empty()) return;
  table_.create("the rows of '" + name + "'", fields());
  const std::string rows = staging_rows(taken);
  client.run_job({.name = "rows_of_" + name,
                  .configuration =
                      load_configuration(client.location(), table_.name(), "NEWLINE_DELIMITED_JSON",
                                         {{"fields", fields()}}, "WRITE_EMPTY"),
                  .upload = &rows});
}

}  // namespace eros::store::bigquery
