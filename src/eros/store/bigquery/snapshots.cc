#include "eros/store/bigquery/snapshots.h"

#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <map>
#include <optional>
#include <set>

#include "eros/base/error.h"
#include "eros/store/bigquery/deploy.h"

namespace eros::store::bigquery {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::string_view prefix = "backup_";
// Of a backup that is whole, for it is copied last.
constexpr const char* mark = "creators";

struct Backup {
  base::Instant taken_at;  // of its last table
  std::set<std::string> tables;
  bool is_whole() const { return tables.contains(mark); }
};

// What is in the dataset, and when the service looked.
struct Contents {
  base::Instant moment;
  std::set<std::string> tables;
  std::map<std::string, Backup> backups;
};

std::string snapshot_table(const std::string& name, const std::string& table) {
  return fmt::format("{}{}__{}", prefix, name, table);
}

void refuse_emulator(const BigQueryEngine& engine) {
  if (!engine.client().is_emulator()) return;
  throw Error(ErrorCode::failed, "BigQuery's emulator has no table snapshots",
              "Copy the emulator's own files, or back up a real dataset.");
}

Contents look(BigQueryEngine& engine) {
  const auto rows =
      engine.query_text("list_backups", list_text(dataset_name(engine.client().location())));
  Contents contents;
  while (rows->next()) {
    const std::string table(rows->text(0));
    contents.moment = rows->instant(3);
    // No table of EROS has "__" in its name.
    const auto end = table.rfind("__");
    if (rows->text(1) != "SNAPSHOT") {
      contents.tables.insert(table);
    } else if (table.starts_with(prefix) && end != std::string::npos && end > prefix.size()) {
      auto& backup = contents.backups[table.substr(prefix.size(), end - prefix.size())];
      backup.taken_at = std::max(backup.taken_at, rows->instant(2));
      backup.tables.insert(table.substr(end + 2));
    }
  }
  return contents;
}

std::vector<Snapshot> whole(const Contents& contents) {
  std::vector<Snapshot> list;
  for (const auto& [name, backup] : contents.backups) {
    if (backup.is_whole()) list.push_back({name, backup.taken_at, 0});
  }
  std::ranges::sort(list, [](const Snapshot& a, const Snapshot& b) {
    return std::tie(a.taken_at, a.name) > std::tie(b.taken_at, b.name);
  });
  return list;
}

void refuse_taken(const Contents& there, const std::string& name) {
  const auto found = there.backups.find(name);
  if (found == there.backups.end()) return;
  if (found->second.is_whole()) {
    throw Error(ErrorCode::usage, "there is a backup '" + name + "' already",
                "Choose another --name.");
  }
  throw Error(ErrorCode::usage,
              fmt::format("there are {} tables of a backup '{}' that was cut off",
                          found->second.tables.size(), name),
              "Choose another --name. They are no backup, and may be removed: " +
                  snapshot_table(name, "*") + ".");
}

// The tables of a backup that were copied; nothing where the service cannot be asked.
std::optional<std::set<std::string>> copied(BigQueryEngine& engine, const std::string& name) {
  try {
    return look(engine).backups[name].tables;
  } catch (const Error&) {
    return std::nullopt;
  }
}

// What a backup that failed has left.
std::string remains(const std::optional<std::set<std::string>>& copied, const std::string& name,
                    std::size_t wanted) {
  if (copied && copied->empty()) return "Nothing was copied.";
  return fmt::format(
      "{} of {} tables were copied, as {}: they are no backup, and are not listed. Choose another "
      "--name for the next.",
      copied ? std::to_string(copied->size()) : "An unknown number", wanted,
      snapshot_table(name, "*"));
}

std::string take_text(const std::string& table, const std::string& dataset, const std::string& name,
                      base::Instant moment, std::string_view condition) {
  return fmt::format(
      "CREATE SNAPSHOT TABLE {0}{1}.{2} CLONE {1}.{3} FOR SYSTEM_TIME AS OF TIMESTAMP '{4}';\n",
      condition, dataset, snapshot_table(name, table), table, base::format_instant(moment));
}

// Both scripts, in order.
void take(BigQueryEngine& engine, const std::vector<std::string>& tables, const std::string& name,
          base::Instant moment) {
  const auto dataset = dataset_name(engine.client().location());
  try {
    engine.execute_text("claim_backup", claim_script(tables, dataset, name, moment));
  } catch (const google::ApiFailure& refused) {
    if (refused.error().reason != "duplicate") throw;
    throw Error(ErrorCode::usage, "a backup '" + name + "' is being made already",
                "Choose another --name.");
  }
  engine.execute_text("backup", take_script(tables, dataset, name, moment));
}

}  // namespace

std::vector<std::string> tables_of(const BigQueryEngine& engine) {
  std::vector<std::string> names;
  for (const auto& object : plan_deployment(engine)) {
    if (object.kind == ObjectKind::table) names.push_back(object.name);
  }
  std::ranges::sort(names);
  return names;
}

std::string claim_script(const std::vector<std::string>& tables, const std::string& dataset,
                         const std::string& name, base::Instant moment) {
  return take_text(tables.front(), dataset, name, moment, "");
}

std::string take_script(const std::vector<std::string>& tables, const std::string& dataset,
                        const std::string& name, base::Instant moment) {
  constexpr std::string_view if_missing = "IF NOT EXISTS ";
  std::string script;
  for (const auto& table : tables) {
    if (table != mark) script += take_text(table, dataset, name, moment, if_missing);
  }
  return script + take_text(mark, dataset, name, moment, if_missing);
}

std::string list_text(const std::string& dataset) {
  return "SELECT table_name, table_type, creation_time, CURRENT_TIMESTAMP AS moment\nFROM " +
         dataset +
         ".INFORMATION_SCHEMA.TABLES\nWHERE table_type IN ('BASE TABLE', 'CLONE', 'SNAPSHOT')";
}

std::string empty_table(const std::string& table) { return "DELETE FROM " + table + " WHERE TRUE"; }

std::string fill_table(const std::string& table, const std::string& name) {
  return fmt::format("INSERT INTO {}\nSELECT * FROM {}", table, snapshot_table(name, table));
}

bool has_tables(BigQueryEngine& engine) {
  try {
    return look(engine).tables.contains(mark);
  } catch (const google::ApiFailure& refused) {
    if (refused.error().reason != "notFound") throw;
    return false;
  }
}

Snapshot take_snapshot(BigQueryEngine& engine, const std::string& name) {
  refuse_emulator(engine);
  const auto there = look(engine);
  refuse_taken(there, name);
  const auto& location = engine.client().location();
  if (!there.tables.contains(mark)) {
    throw Error(
        ErrorCode::failed,
        fmt::format("dataset '{}' is no store: it has no table '{}'", location.dataset, mark),
        "'eros deploy' makes what is missing.");
  }
  auto tables = tables_of(engine);  // `creators` is not the first
  std::erase_if(tables, [&](const auto& table) { return !there.tables.contains(table); });
  try {
    take(engine, tables, name, there.moment);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::usage) throw;
    const auto made = copied(engine, name);
    if (!made || !made->contains(mark)) {  // else only the answer was lost
      throw Error(
          error.code(), fmt::format("the backup '{}' was not made: {}", name, error.what()),
          error.hint() + (error.hint().empty() ? "" : " ") + remains(made, name, tables.size()));
    }
  }
  return {name, there.moment, 0};
}

std::vector<Snapshot> snapshots(BigQueryEngine& engine) {
  refuse_emulator(engine);
  return whole(look(engine));
}

std::vector<std::string> restore_snapshot(BigQueryEngine& engine, const std::string& name,
                                          const std::vector<std::string>& wanted,
                                          base::Instant at) {
  refuse_emulator(engine);
  const auto there = look(engine);
  require_snapshot(whole(there), name);
  auto tables = tables_to_restore(wanted, tables_of(engine));
  for (const auto& table : tables) {
    if (there.backups.at(name).tables.contains(table)) continue;
    throw Error(ErrorCode::usage,
                fmt::format("the backup '{}' has no copy of the table '{}'", name, table),
                fmt::format("It is older than the table, or the copy was removed. Name the tables "
                            "to restore: eros rollback TABLE... --to {}",
                            name));
  }
  const Parameters none;
  const Parameters logged = restore_log(name, tables, at);
  std::list<std::string> texts;  // the script refers to them
  std::vector<ScriptStep> script = {
      {{"hold_writer_guard", engine.text("hold_writer_guard"), &none}, false, 1},
      {{"restore", engine.text("log_restore"), &logged}}};
  for (const auto& table : tables) {
    script.push_back({{"empty_" + table, texts.emplace_back(empty_table(table)), &none}});
    script.push_back({{"fill_" + table, texts.emplace_back(fill_table(table, name)), &none}});
  }
  engine.run_script(script);
  return tables;
}

}  // namespace eros::store::bigquery
