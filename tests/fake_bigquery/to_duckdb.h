#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace eros::testing {

// DuckDB's SQL of a GoogleSQL text that has no statement of its own in sql/queries: what appends
// and imports are made of. Not a translator of GoogleSQL: what it does not know stays, and DuckDB
// refuses it.
std::string to_duckdb(std::string_view googlesql);

// The fields of a TableSchema, as CREATE TABLE has columns.
std::string duckdb_columns(const nlohmann::json& fields);

// Functions of GoogleSQL that such texts call, and the view that they ask for tables, for DuckDB.
inline constexpr const char* googlesql_functions =
    "CREATE OR REPLACE MACRO TO_JSON_STRING(x) AS coalesce(CAST(to_json(x) AS VARCHAR), 'null');"
    "CREATE OR REPLACE MACRO JSON_VALUE(x, path) AS json_extract_string(x, path);"
    "CREATE OR REPLACE VIEW bigquery_tables AS SELECT table_name, "
    "CASE WHEN comment IS NULL THEN 'BASE TABLE' ELSE 'SNAPSHOT' END AS table_type, "
    "coalesce(CAST(comment AS TIMESTAMP), TIMESTAMP '2026-01-01') AS creation_time "
    "FROM duckdb_tables() WHERE NOT internal;";

}  // namespace eros::testing
