#include "fake_bigquery/to_duckdb.h"

#include <re2/re2.h>

#include <array>
#include <utility>

namespace eros::testing {
namespace {

std::string duckdb_type(const std::string& type) {
  if (type == "STRING") return "VARCHAR";
  if (type == "INTEGER" || type == "INT64") return "BIGINT";
  if (type == "FLOAT" || type == "FLOAT64") return "DOUBLE";
  if (type == "NUMERIC") return "DECIMAL(18,4)";
  if (type == "BOOL") return "BOOLEAN";
  return type;
}

}  // namespace

std::string to_duckdb(std::string_view googlesql) {
  static constexpr std::array<std::pair<const char*, const char*>, 12> forms = {{
      {R"(`[\w-]+`\.\w+\.INFORMATION_SCHEMA\.TABLES)", "bigquery_tables"},
      {R"(`[\w-]+`?\.\w+\.`?(\w+)`?)",
       R"(\1)"},  // `project.dataset.table`, `project`.dataset.table
      {R"(@(\w))", R"($\1)"},
      {R"(IN UNNEST\((\$\w+)\))", R"(IN (SELECT unnest(\1)))"},
      {R"(FROM UNNEST\(JSON_QUERY_ARRAY\((\$\w+)\)\) AS r)",
       R"(FROM (SELECT unnest(CAST(\1 AS JSON[])) AS r))"},
      {R"(\(SELECT AS VALUE element (FROM [^()]*)\) AS r)",
       R"((SELECT CAST(element AS JSON) AS r \1))"},
      {R"(\bINT64\b)", "BIGINT"},
      {R"(\bFLOAT64\b)", "DOUBLE"},
      {R"(\bSTRING\b)", "VARCHAR"},
      {R"(\bNUMERIC\b)", "DECIMAL(18,4)"},
      {R"(\bIF\()", "if("},
      {R"(OPTIONS \([^\n]*\)\n)", ""},
  }};
  std::string sql(googlesql);
  for (const auto& [form, with] : forms) RE2::GlobalReplace(&sql, form, with);
  return sql;
}

std::string duckdb_columns(const nlohmann::json& fields) {
  std::string columns;
  for (const nlohmann::json& field : fields) {
    columns += (columns.empty() ? "" : ", ") + field["name"].get<std::string>() + " " +
               duckdb_type(field["type"]) +
               (field.value("mode", std::string()) == "REPEATED" ? "[]" : "");
  }
  return columns;
}

}  // namespace eros::testing
