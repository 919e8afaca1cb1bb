#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "eros/store/bigquery/client.h"

namespace eros::store::bigquery {

// A table in the dataset for the length of a piece of work. It expires by itself within a day,
// should it not be removed.
class TemporaryTable {
 public:
  // Names one, eros_KIND_..., which is not there yet.
  TemporaryTable(Client& client, const std::string& kind);
  ~TemporaryTable();
  TemporaryTable(const TemporaryTable&) = delete;
  TemporaryTable& operator=(const TemporaryTable&) = delete;

  // Makes it, empty. `fields` are those of a TableSchema; `what` is for messages. Throws as
  // Client::call.
  void create(const std::string& what, const nlohmann::json& fields);
  // A statement makes it; from now on it is to be removed.
  void made_elsewhere() { is_there_ = true; }
  const std::string& name() const { return name_; }
  std::string quoted() const;  // with project and dataset, as SQL quotes it

 private:
  Client& client_;
  std::string name_;
  bool is_there_ = false;
};

}  // namespace eros::store::bigquery
