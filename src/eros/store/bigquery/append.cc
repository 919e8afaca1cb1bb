#include "eros/store/bigquery/append.h"

#include <array>
#include <nlohmann/json.hpp>

namespace eros::store::bigquery {
namespace {

using nlohmann::json;

std::string type_of(const Column& column) {
  static constexpr std::array types = {"INT64", "FLOAT64", "STRING"};
  return types[column.index()];
}

std::string rows_text(const NewRows& rows) {
  json array = json::array();
  for (const Column& column : rows.columns) {
    std::visit(
        [&array](const auto& values) {
          for (std::size_t i = 0; i < values.size(); ++i) {
            if (array.size() <= i) array.push_back(json::array());
            array[i].push_back(values[i]);
          }
        },
        column);
  }
  return array.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

AppendSql append_sql(const NewRows& rows) {
  const std::string table(rows.table);
  const std::string parameter = "rows_of_" + table;
  AppendSql append;
  append.sql = "INSERT INTO " + table + " SELECT";
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    append.sql += std::string(i == 0 ? "" : ",") + " CAST(JSON_VALUE(r, '$[" + std::to_string(i) +
                  "]') AS " + type_of(rows.columns[i]) + ")";
  }
  append.sql += " FROM UNNEST(JSON_QUERY_ARRAY(@" + parameter + ")) AS r";
  append.parameters[parameter] = rows_text(rows);
  return append;
}

}  // namespace eros::store::bigquery
