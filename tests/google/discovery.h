#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace eros::testing {

// How a Google service describes itself (its "discovery document"), for testing requests against.
// './run test' brings the documents from PyPI.
class Discovery {
 public:
  // "bigquery.v2"; nothing if it is not there. Where CI is set it must be: the test then fails.
  static std::optional<Discovery> read(const std::string& name);

  // What is wrong with `value` as the schema `name` ("Job"): properties that it does not have,
  // values of another type or that its enumeration lacks. Each by its path.
  std::vector<std::string> findings(const nlohmann::json& value, const std::string& name) const;
  // "POST projects/{+projectId}/jobs" of "jobs.insert", and the names of its query parameters.
  std::string method(const std::string& id) const;
  std::vector<std::string> parameters(const std::string& id) const;

 private:
  explicit Discovery(nlohmann::json document) : document_(std::move(document)) {}
  void check(const nlohmann::json& value, const nlohmann::json& schema, const std::string& path,
             std::vector<std::string>& findings) const;
  const nlohmann::json& description(const std::string& id) const;

  nlohmann::json document_;
};

}  // namespace eros::testing
