#pragma once
#include <string>
#include <string_view>

namespace eros::testing {

// DuckDB's SQL of a GoogleSQL text that has no statement of its own in sql/queries: what appends
// and imports are made of. Not a translator of GoogleSQL: what it does not know stays, and DuckDB
// refuses it.
std::string to_duckdb(std::string_view googlesql);

// Functions of GoogleSQL that such texts call, for DuckDB.
inline constexpr const char* googlesql_functions =
    "CREATE OR REPLACE MACRO TO_JSON_STRING(x) AS coalesce(CAST(to_json(x) AS VARCHAR), 'null');"
    "CREATE OR REPLACE MACRO JSON_VALUE(x, path) AS json_extract_string(x, path);";

}  // namespace eros::testing
