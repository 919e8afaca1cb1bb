#include "fake_bigquery/reading_rule.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <sstream>

#include "eros/store/bigquery/objects.h"
#include "fake_bigquery/warehouse.h"

namespace eros::testing {
namespace {

using nlohmann::json;
using store::bigquery::ObjectKind;

constexpr std::int64_t mebibyte = 1'048'576;
constexpr std::int64_t least_of_a_table = 10 * mebibyte;

// What `eros deploy` makes, by name.
const std::map<std::string, store::bigquery::Object>& deployed() {
  static const auto all = [] {
    std::map<std::string, store::bigquery::Object> objects;
    for (auto& object : store::bigquery::objects(store::embedded_sql(), "d")) {
      if (object.kind == ObjectKind::table || object.kind == ObjectKind::view) {
        objects.emplace(object.name, object);
      }
    }
    return objects;
  }();
  return all;
}

std::string without_comments(std::string sql) {
  RE2::GlobalReplace(&sql, R"(--[^\n]*)", "");
  return sql;
}

// The statement with the texts of the views that it reads.
std::string with_views(std::string_view sql) {
  std::string text = without_comments(std::string(sql));
  for (const auto& [name, object] : deployed()) {
    if (object.kind == ObjectKind::view && RE2::PartialMatch(text, "\\b" + name + "\\b")) {
      text += "\n" + without_comments(object.sql);
    }
  }
  return text;
}

// A table's columns and their types, from the statement that makes it.
std::map<std::string, std::string> columns_of(const std::string& table) {
  std::map<std::string, std::string> columns;
  static const RE2 line(R"(\n  (\w+) +([A-Z0-9]+(?:<\w+>)?))");
  re2::StringPiece rest(deployed().at(table).sql);
  std::string name, type;
  while (RE2::FindAndConsume(&rest, line, &name, &type)) columns.emplace(name, type);
  return columns;
}

// The bytes of a value, by the documentation's table of data types; NULL has none.
std::string size_sql(const std::string& column, const std::string& type) {
  static const std::map<std::string, int> sizes = {{"INT64", 8}, {"FLOAT64", 8}, {"TIMESTAMP", 8},
                                                   {"DATE", 8},  {"BOOL", 1},    {"NUMERIC", 16}};
  if (type == "STRING") return fmt::format("coalesce(sum(2 + strlen({})), 0)", column);
  if (type == "ARRAY<STRING>") {
    return fmt::format(
        "coalesce(sum(list_sum(list_transform({}, lambda x: 2 + strlen(x)))), 0)::BIGINT", column);
  }
  return fmt::format("{} * count({})", sizes.at(type), column);
}

std::vector<std::string> statements_of(const std::string& script) {
  std::vector<std::string> statements;
  for (std::size_t begin = 0; begin < script.size();) {
    auto end = script.find("\n;\n", begin);
    if (end == std::string::npos) end = script.size();
    statements.push_back(script.substr(begin, end - begin));
    begin = end + 3;
  }
  return statements;
}

// Whole days, as partitions are.
std::string window(const std::string& sql, const json& parameters) {
  std::string where = "TRUE";
  for (const json& parameter : parameters) {
    const std::string name = parameter.at("name");
    if (name != "since" && name != "as_of") continue;
    const auto bound = name == "since" ? "sending_time > @since" : "sending_time <= @as_of";
    if (sql.find(bound) == std::string::npos) continue;
    const std::string value = parameter.at("parameterValue").at("value");
    where += fmt::format(" AND CAST(sending_time AS DATE) {} CAST('{}' AS DATE)",
                         name == "since" ? ">=" : "<=", value.substr(0, 10));
  }
  return where;
}

void add(std::int64_t bytes_of_table, BytesRead& read) {
  read.processed += bytes_of_table;
  read.billed += std::max(least_of_a_table, (bytes_of_table + mebibyte - 1) / mebibyte * mebibyte);
}

}  // namespace

std::set<std::string> tables_read(std::string_view sql) {
  const auto text = with_views(sql);
  static const RE2 use(R"((?:FROM|JOIN|UPDATE|MERGE)\s+(?:`?[\w-]+`?\.)*`?(\w+)`?)");
  std::set<std::string> tables;
  re2::StringPiece rest(text);
  std::string name;
  while (RE2::FindAndConsume(&rest, use, &name)) {
    const auto found = deployed().find(name);
    if (found != deployed().end() && found->second.kind == ObjectKind::table) tables.insert(name);
  }
  return tables;
}

std::int64_t ReadingRule::bytes_of(const std::string& table, const Columns& columns,
                                   const std::string& where) {
  const auto types = columns_of(table);
  std::string sum = "0";
  for (const auto& column : columns) sum += " + " + size_sql(column, types.at(column));
  return warehouse_.number(
      fmt::format("SELECT CAST({} AS BIGINT) FROM {} WHERE {}", sum, table, where));
}

BytesRead ReadingRule::of_statement(const std::string& sql, const json& parameters) {
  const auto text = with_views(sql);
  const auto changed = changed_table(sql);
  BytesRead read;
  for (const auto& table : tables_read(sql)) {
    Columns columns;
    for (const auto& [column, type] : columns_of(table)) {
      if (changed == table || RE2::PartialMatch(text, "\\b" + column + "\\b")) {
        columns.insert(column);
      }
    }
    const auto bytes =
        bytes_of(table, columns, table == "mass_messages" ? window(sql, parameters) : "TRUE");
    add(bytes, read);
  }
  if (const auto bytes = staged_bytes(sql); bytes > 0) add(bytes, read);
  return read;
}

// The rows that travelled as a load (bigquery/staging.h): the table whole, at each place where it
// is read.
std::int64_t ReadingRule::staged_bytes(const std::string& sql) {
  static const RE2 use(R"(FROM `[\w-]+\.\w+\.(eros_rows_\w+)`)");
  re2::StringPiece rest(sql);
  std::int64_t bytes = 0;
  std::string table;
  while (RE2::FindAndConsume(&rest, use, &table)) {
    bytes += warehouse_.number(fmt::format(
        "SELECT CAST(coalesce(sum(4 + strlen(parameter) + strlen(element)), 0) AS BIGINT) FROM {}",
        table));
  }
  return bytes;
}

BytesRead ReadingRule::of(const json& query) {
  BytesRead read;
  const auto parameters = query.value("queryParameters", json::array());
  for (const auto& statement : statements_of(query.at("query"))) {
    const auto part = of_statement(statement, parameters);
    read.processed += part.processed;
    read.billed += part.billed;
  }
  return read;
}

}  // namespace eros::testing
