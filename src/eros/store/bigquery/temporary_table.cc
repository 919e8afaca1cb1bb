#include "eros/store/bigquery/temporary_table.h"

#include <fmt/format.h>

namespace eros::store::bigquery {
namespace {

using nlohmann::json;

constexpr std::chrono::hours lifetime{24};

}  // namespace

TemporaryTable::TemporaryTable(Client& client, const std::string& kind)
    : client_(client), name_("eros_" + kind + "_" + client.session().outside().unique_name()) {}

std::string TemporaryTable::quoted() const {
  return fmt::format("`{}.{}.{}`", client_.location().project, client_.location().dataset, name_);
}

void TemporaryTable::create(const std::string& what, const json& fields) {
  const auto& location = client_.location();
  const auto expires =
      std::chrono::ceil<std::chrono::milliseconds>(client_.session().outside().now() + lifetime);
  const json table = {
      {"tableReference",
       {{"projectId", location.project}, {"datasetId", location.dataset}, {"tableId", name_}}},
      {"schema", {{"fields", fields}}},
      {"expirationTime", std::to_string(expires.time_since_epoch().count())}};
  is_there_ = true;
  try {
    client_.call(what, "POST", "/datasets/" + location.dataset + "/tables", table);
  } catch (const google::ApiFailure& refused) {
    if (refused.error().status != 409) throw;  // made by a request whose answer was lost
  }
}

TemporaryTable::~TemporaryTable() {
  if (!is_there_) return;
  try {
    client_.call("removing " + name_, "DELETE",
                 "/datasets/" + client_.location().dataset + "/tables/" + name_);
  } catch (const std::exception&) {
    // It expires.
  }
}

}  // namespace eros::store::bigquery
