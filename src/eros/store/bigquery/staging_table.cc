#include "eros/store/bigquery/staging_table.h"

#include <fmt/format.h>

#include "eros/base/error.h"
#include "eros/store/bigquery/requests.h"
#include "eros/store/bigquery/staging.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;

// Of parameters as they are; as JSON in a request they may grow by a third.
constexpr std::size_t request_limit = 6'000'000;
constexpr std::chrono::hours lifetime{24};

json schema() {
  return {{"fields",
           {{{"name", "parameter"}, {"type", "STRING"}, {"mode", "REQUIRED"}},
            {{"name", "element"}, {"type", "STRING"}, {"mode", "REQUIRED"}}}}};
}

}  // namespace

StagingTable::StagingTable(Client& client, const std::string& name, SqlJob& job) : client_(client) {
  const auto& location = client_.location();
  const std::string table = "eros_rows_" + client_.session().outside().unique_name();
  const auto taken = take_out_large(
      job, request_limit, fmt::format("`{}.{}.{}`", location.project, location.dataset, table));
  if (taken.empty()) return;
  table_ = table;
  create(name);
  const std::string rows = staging_rows(taken);
  client_.run_job({.name = "rows_of_" + name,
                   .configuration = load_configuration(location, table_, "NEWLINE_DELIMITED_JSON",
                                                       schema(), "WRITE_EMPTY"),
                   .upload = &rows});
}

void StagingTable::create(const std::string& name) {
  const auto& location = client_.location();
  const auto expires =
      std::chrono::ceil<std::chrono::milliseconds>(client_.session().outside().now() + lifetime);
  const json table = {
      {"tableReference",
       {{"projectId", location.project}, {"datasetId", location.dataset}, {"tableId", table_}}},
      {"schema", schema()},
      {"expirationTime", std::to_string(expires.time_since_epoch().count())}};
  try {
    client_.call("the rows of '" + name + "'", "POST", "/datasets/" + location.dataset + "/tables",
                 table);
  } catch (const google::ApiFailure& refused) {
    if (refused.error().status != 409) throw;  // made by a request whose answer was lost
  }
}

StagingTable::~StagingTable() {
  if (table_.empty()) return;
  try {
    client_.call("removing " + table_, "DELETE",
                 "/datasets/" + client_.location().dataset + "/tables/" + table_);
  } catch (const std::exception&) {
    // It expires.
  }
}

}  // namespace eros::store::bigquery
