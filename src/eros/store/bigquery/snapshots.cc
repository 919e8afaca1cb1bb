#include "eros/store/bigquery/snapshots.h"

#include <fmt/format.h>

#include <algorithm>

#include "eros/base/error.h"
#include "eros/store/bigquery/deploy.h"

namespace eros::store::bigquery {
namespace {

using base::Error;
using base::ErrorCode;

std::vector<std::string> tables_of(const BigQueryEngine& engine) {
  std::vector<std::string> names;
  for (const auto& object : plan_deployment(engine)) {
    if (object.kind == ObjectKind::table) names.push_back(object.name);
  }
  std::ranges::sort(names);
  return names;
}

void refuse_emulator(const BigQueryEngine& engine) {
  if (!engine.client().is_emulator()) return;
  throw Error(ErrorCode::failed, "BigQuery's emulator has no table snapshots",
              "Copy the emulator's own files, or back up a real dataset.");
}

std::string list_text(const std::string& dataset) {
  return "SELECT REGEXP_EXTRACT(table_name, '^backup_(.*)__creators$') AS name, "
         "creation_time\nFROM " +
         dataset +
         ".INFORMATION_SCHEMA.TABLES\nWHERE table_type = 'SNAPSHOT' AND table_name LIKE "
         "'backup\\\\_%\\\\_\\\\_creators'\nORDER BY creation_time DESC, name DESC";
}

}  // namespace

std::string take_script(const std::vector<std::string>& tables, const std::string& dataset,
                        const std::string& name) {
  std::string script = "DECLARE moment TIMESTAMP DEFAULT CURRENT_TIMESTAMP();\n";
  for (const auto& table : tables) {
    script += fmt::format(
        "EXECUTE IMMEDIATE FORMAT(\"CREATE SNAPSHOT TABLE {0}.backup_{1}__{2} CLONE {0}.{2} FOR "
        "SYSTEM_TIME AS OF TIMESTAMP '%t'\", moment);\n",
        dataset, name, table);
  }
  return script;
}

std::string restore_script(const std::vector<std::string>& tables, const std::string& dataset,
                           const std::string& name) {
  std::string script;
  for (const auto& table : tables) {
    script += fmt::format("CREATE OR REPLACE TABLE {0}.{2} CLONE {0}.backup_{1}__{2};\n", dataset,
                          name, table);
  }
  return script;
}

Snapshot take_snapshot(BigQueryEngine& engine, const std::string& name) {
  refuse_emulator(engine);
  const auto dataset = dataset_name(engine.client().location());
  engine.execute_text("backup", take_script(tables_of(engine), dataset, name));
  return {name, engine.client().session().outside().now(), 0};
}

std::vector<Snapshot> snapshots(BigQueryEngine& engine) {
  refuse_emulator(engine);
  std::vector<Snapshot> list;
  const auto rows =
      engine.query_text("list_backups", list_text(dataset_name(engine.client().location())));
  while (rows->next()) list.push_back({std::string(rows->text(0)), rows->instant(1), 0});
  return list;
}

std::vector<std::string> restore_snapshot(BigQueryEngine& engine, const std::string& name,
                                          const std::vector<std::string>& wanted,
                                          base::Instant at) {
  const auto there = snapshots(engine);
  if (std::ranges::find(there, name, &Snapshot::name) == there.end()) {
    throw Error(ErrorCode::usage, "there is no backup '" + name + "'",
                "'eros backup --list' lists those there are.");
  }
  auto tables = tables_to_restore(wanted, tables_of(engine));
  engine.execute_text("restore",
                      restore_script(tables, dataset_name(engine.client().location()), name));
  engine.execute_text(
      "log_restore",
      "INSERT INTO audit_log (logged_at, actor, action, object_kind, object_id, details_json) "
      "VALUES (@at, 'eros', 'restore', 'snapshot', @name, @details)",
      {{"at", at},
       {"name", name},
       {"details", fmt::format("{{\"tables\":[\"{}\"]}}", fmt::join(tables, "\",\""))}});
  return tables;
}

}  // namespace eros::store::bigquery
