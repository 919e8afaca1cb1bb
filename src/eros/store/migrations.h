#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eros/store/duckdb_engine.h"
#include "eros/store/embedded_sql.h"

namespace eros::store {

// A step of the schema: sql/schema/NNNN_name.sql.
struct Migration {
  int version = 0;
  std::string name;
  std::string_view sql;
  std::string checksum;  // SHA-256 of the SQL
};

// The migrations among `files`, by version. Throws Error(failed) for a file name that is not
// NNNN_name.sql, or a version that occurs twice.
std::vector<Migration> parse_migrations(std::span<const EmbeddedSql> files);

// Brings the store up to date: applies what it lacks, each migration in a transaction of its own
// recorded in schema_migrations, then checkpoints (a write-ahead file is not replayed over DDL).
// Returns how many were applied. Throws Error(failed) for a store that has a version this program
// does not know, or in which a migration differs from the program's.
int migrate(DuckDBEngine& engine, std::span<const Migration> migrations);

}  // namespace eros::store
