#include "google/discovery.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "paths.h"

namespace eros::testing {
namespace {

using nlohmann::json;

// JSON of the type that a schema names; the service takes numbers for text nowhere.
bool is_of(const json& value, const std::string& type) {
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  return true;
}

}  // namespace

std::optional<Discovery> Discovery::read(const std::string& name) {
  std::ifstream file(std::string(paths::source_dir) + "/build/tools/" + name + ".json");
  if (file) return Discovery(json::parse(file));
  EXPECT_EQ(std::getenv("CI"), nullptr) << "CI needs build/tools/" << name << ".json";
  return std::nullopt;
}

void Discovery::check(const json& value, const json& schema, const std::string& path,
                      std::vector<std::string>& findings) const {
  if (schema.contains("$ref")) {
    return check(value, document_["schemas"][schema["$ref"].get<std::string>()], path, findings);
  }
  const std::string type = schema.value("type", std::string("any"));
  if (value.is_null()) return;  // not given
  if (!is_of(value, type)) {
    findings.push_back(path + ": not of the type " + type);
    return;
  }
  if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end()) {
    findings.push_back(path + ": none of the values that there are");
  }
  if (type == "array") {
    for (std::size_t i = 0; i < value.size(); ++i) {
      check(value[i], schema["items"], path + "/" + std::to_string(i), findings);
    }
  }
  if (type != "object") return;
  for (const auto& [name, part] : value.items()) {
    const std::string at = path + "/" + name;
    if (schema.contains("properties") && schema["properties"].contains(name)) {
      check(part, schema["properties"][name], at, findings);
    } else if (schema.contains("additionalProperties")) {
      check(part, schema["additionalProperties"], at, findings);
    } else {
      findings.push_back(at + ": no such property");
    }
  }
}

std::vector<std::string> Discovery::findings(const json& value, const std::string& name) const {
  std::vector<std::string> result;
  check(value, document_["schemas"].at(name), "", result);
  return result;
}

const json& Discovery::description(const std::string& id) const {
  const auto dot = id.find('.');
  return document_["resources"][id.substr(0, dot)]["methods"].at(id.substr(dot + 1));
}

std::string Discovery::method(const std::string& id) const {
  const json& found = description(id);
  return found["httpMethod"].get<std::string>() + " " + found["path"].get<std::string>();
}

std::vector<std::string> Discovery::parameters(const std::string& id) const {
  std::vector<std::string> names;
  for (const auto& [name, parameter] : description(id)["parameters"].items()) {
    if (parameter["location"] == "query") names.push_back(name);
  }
  return names;
}

}  // namespace eros::testing
