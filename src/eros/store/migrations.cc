#include "eros/store/migrations.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "eros/base/error.h"
#include "eros/base/text.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::string_view folder = "schema/";
constexpr std::string_view extension = ".sql";

Migration parse_migration(const EmbeddedSql& file) {
  auto name = file.path.substr(folder.size());
  Migration migration;
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), migration.version);
  const auto digits = static_cast<std::size_t>(end - name.data());
  if (error != std::errc() || digits != 4 || migration.version < 1 || name[digits] != '_' ||
      !name.ends_with(extension)) {
    throw Error(ErrorCode::failed, "sql/" + std::string(file.path) + " is not NNNN_name.sql");
  }
  name.remove_prefix(digits + 1);
  name.remove_suffix(extension.size());
  migration.name = name;
  migration.sql = file.text;
  migration.checksum = base::sha256_hex(file.text);
  return migration;
}

struct Applied {
  std::string name;
  std::string checksum;
};

bool has_tables(DuckDBEngine& engine) {
  return engine.query_text("SELECT 1 FROM duckdb_tables() WHERE NOT internal LIMIT 1")->next();
}

bool has_history(DuckDBEngine& engine) {
  return engine.query_text("SELECT 1 FROM duckdb_tables() WHERE table_name = 'schema_migrations'")
      ->next();
}

std::map<int, Applied> applied(DuckDBEngine& engine) {
  std::map<int, Applied> versions;
  const auto rows = engine.query_text("SELECT version, name, checksum FROM schema_migrations");
  while (rows->next()) {
    versions[static_cast<int>(rows->integer(0))] = {std::string(rows->text(1)),
                                                    std::string(rows->text(2))};
  }
  return versions;
}

void create_history(DuckDBEngine& engine) {
  if (has_tables(engine)) {
    throw Error(ErrorCode::failed, "the store is a DuckDB database, but not one of EROS",
                "Choose another file with --store.");
  }
  engine.run_script(
      "CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name VARCHAR NOT NULL, "
      "applied_at TIMESTAMP NOT NULL, checksum VARCHAR NOT NULL)");
}

void check(const std::map<int, Applied>& versions, std::span<const Migration> migrations) {
  for (const auto& [version, was] : versions) {
    const auto known = std::find_if(migrations.begin(), migrations.end(),
                                    [v = version](const auto& m) { return m.version == v; });
    if (known == migrations.end()) {
      throw Error(ErrorCode::failed,
                  "the store was written by a newer version of this program (it has migration " +
                      std::to_string(version) + ", " + was.name + ")",
                  "Update this program, or choose another store with --store.");
    }
    if (known->checksum != was.checksum) {
      throw Error(ErrorCode::failed,
                  "migration " + std::to_string(version) + " (" + was.name +
                      ") of the store differs from this program's",
                  "The store was made by another build: use that one, or make a new store.");
    }
  }
}

void apply(DuckDBEngine& engine, const Migration& migration) {
  engine.atomically([&] {
    engine.run_script(std::string(migration.sql));
    engine.execute_text(
        "INSERT INTO schema_migrations VALUES ($version, $name, now() AT TIME ZONE 'UTC', "
        "$checksum)",
        {{"version", std::int64_t{migration.version}},
         {"name", migration.name},
         {"checksum", migration.checksum}});
  });
}

}  // namespace

std::vector<Migration> parse_migrations(std::span<const EmbeddedSql> files) {
  std::vector<Migration> migrations;
  for (const auto& file : files) {
    if (file.path.starts_with(folder)) migrations.push_back(parse_migration(file));
  }
  const auto version = [](const Migration& m) { return m.version; };
  std::ranges::sort(migrations, {}, version);
  if (std::ranges::adjacent_find(migrations, {}, version) != migrations.end()) {
    throw Error(ErrorCode::failed, "two files in sql/schema have the same version");
  }
  return migrations;
}

int migrate(DuckDBEngine& engine, std::span<const Migration> migrations) {
  if (!has_history(engine)) create_history(engine);
  const auto versions = applied(engine);
  check(versions, migrations);
  int count = 0;
  for (const auto& migration : migrations) {
    if (versions.contains(migration.version)) continue;
    apply(engine, migration);
    ++count;
  }
  if (count > 0) engine.checkpoint();
  return count;
}

}  // namespace eros::store
