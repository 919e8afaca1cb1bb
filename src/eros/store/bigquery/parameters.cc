#include "eros/store/bigquery/parameters.h"

#include <fmt/format.h>

#include <cmath>

#include "eros/base/error.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;

json scalar(const char* type, const std::string& text) {
  return {{"parameterType", {{"type", type}}}, {"parameterValue", {{"value", text}}}};
}

std::string text_of(const std::string& value) { return value; }
std::string text_of(std::int64_t value) { return std::to_string(value); }

template <typename T>
json array(const char* element, const std::vector<T>& values) {
  json list = json::array();
  for (const auto& value : values) list.push_back({{"value", text_of(value)}});
  return {{"parameterType", {{"type", "ARRAY"}, {"arrayType", {{"type", element}}}}},
          {"parameterValue", {{"arrayValues", std::move(list)}}}};
}

// Shortest text that reads back as the same double.
std::string number_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return fmt::format("{}", value);
}

struct Encode {
  json operator()(std::monostate) const {
    return {{"parameterType", {{"type", "STRING"}}}, {"parameterValue", {{"value", nullptr}}}};
  }
  json operator()(bool value) const { return scalar("BOOL", value ? "true" : "false"); }
  json operator()(std::int64_t value) const { return scalar("INT64", std::to_string(value)); }
  json operator()(double value) const { return scalar("FLOAT64", number_text(value)); }
  json operator()(const std::string& value) const { return scalar("STRING", value); }
  json operator()(base::Instant value) const {
    return scalar("TIMESTAMP", base::format_instant(value));
  }
  json operator()(base::LocalDay value) const { return scalar("DATE", base::format_day(value)); }
  json operator()(const std::vector<std::string>& values) const { return array("STRING", values); }
  json operator()(const std::vector<std::int64_t>& values) const { return array("INT64", values); }
};

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The end of a text that is quoted from `at` by one or three quotes; a backslash guards the
// character after it (in raw strings too).
std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
  const char quote = sql[at];
  const std::string three(3, quote);
  const bool is_long = quote != '`' && sql.substr(at, 3) == three;
  const std::string_view closing = is_long ? std::string_view(three) : sql.substr(at, 1);
  for (auto i = at + closing.size(); i < sql.size(); ++i) {
    if (sql[i] == '\\') {
      ++i;
    } else if (sql.substr(i, closing.size()) == closing) {
      return i + closing.size();
    }
  }
  return sql.size();
}

std::size_t end_of_line(std::string_view sql, std::size_t at) {
  return std::min(sql.find('\n', at), sql.size());
}

// The end of the comment or quoted text that begins at `at`; `at` itself if none does.
std::size_t end_of_opaque(std::string_view sql, std::size_t at) {
  const char c = sql[at];
  if (c == '\'' || c == '"' || c == '`') return end_of_quoted(sql, at);
  if (c == '#' || sql.substr(at, 2) == "--") return end_of_line(sql, at);
  if (sql.substr(at, 2) == "/*") {
    const auto end = sql.find("*/", at + 2);
    return end == std::string_view::npos ? sql.size() : end + 2;
  }
  return at;
}

}  // namespace

json query_parameter(const std::string& name, const Value& value) {
  json parameter = std::visit(Encode{}, value);
  parameter["name"] = name;
  return parameter;
}

std::vector<ParameterUse> parameter_uses(std::string_view sql) {
  std::vector<ParameterUse> uses;
  for (std::size_t at = 0; at < sql.size();) {
    const auto opaque = end_of_opaque(sql, at);
    if (opaque != at) {
      at = opaque;
      continue;
    }
    if (sql[at] != '@') {
      ++at;
      continue;
    }
    const bool is_system = sql.substr(at, 2) == "@@";
    auto end = at + (is_system ? 2 : 1);
    const auto begin = end;
    while (end < sql.size() && is_name(sql[end])) ++end;
    if (!is_system && end > begin) uses.push_back({at, end, sql.substr(begin, end - begin)});
    at = end;
  }
  return uses;
}

}  // namespace eros::store::bigquery
