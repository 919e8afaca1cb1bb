#pragma once
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "eros/store/engine.h"

// Named parameters in GoogleSQL's texts and in the service's JSON.
namespace eros::store::bigquery {

// A value as the service's QueryParameter: {name, parameterType, parameterValue}. NULL goes as a
// STRING without a value: SQL that needs another type casts it.
nlohmann::json query_parameter(const std::string& name, const Value& value);

// A use of a parameter in a text: "@name" at [begin, end), the "@" included.
struct ParameterUse {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view name;
};

// Every use, in order: those in strings, comments and quoted names are none, nor are @@system
// variables.
std::vector<ParameterUse> parameter_uses(std::string_view sql);

}  // namespace eros::store::bigquery
