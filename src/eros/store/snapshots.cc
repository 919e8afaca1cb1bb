#include "eros/store/snapshots.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <set>

#include "eros/base/error.h"
#include "eros/store/bigquery/snapshots.h"
#include "eros/store/duckdb_engine.h"

namespace eros::store {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorCode;

constexpr std::string_view extension = ".duckdb";

// A schedule, its messages and its locks are one thing: a lock never stands without its schedule.
constexpr std::array<std::string_view, 3> one_thing = {
    "active_caption_assignments", "schedule_messages", "schedule_recommendations"};

// What belongs to the store itself, and what only ever grows.
constexpr std::array<std::string_view, 3> never_restored = {"audit_log", "schema_migrations",
                                                            "writer_guard"};

std::string literal(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + "'";
}

fs::path store_path(DuckDBEngine& engine) {
  const auto rows = engine.query_text(
      "SELECT path FROM duckdb_databases() WHERE database_name = current_database()");
  rows->next();
  return std::string(rows->text(0));
}

std::string database_name(DuckDBEngine& engine) {
  const auto rows =
      engine.query_text("SELECT '\"' || replace(current_database(), '\"', '\"\"') || '\"'");
  rows->next();
  return std::string(rows->text(0));
}

fs::path folder_of(const fs::path& store) { return store.string() + ".backups"; }
fs::path folder_of(DuckDBEngine& engine) { return folder_of(store_path(engine)); }
fs::path file_of(const fs::path& folder, const std::string& name) {
  return folder / (name + std::string(extension));
}

Error cannot_write(const fs::path& folder, const std::string& why) {
  return {ErrorCode::failed, "cannot write to the folder '" + folder.string() + "': " + why,
          "Make room there, or check its permissions."};
}

// DuckDB would speak of a damaged store.
void check_can_make(const fs::path& file) {
  errno = 0;
  const bool is_made = std::ofstream(file).good();
  const int why = errno;
  std::error_code ignored;
  fs::remove(file, ignored);
  if (!is_made) throw cannot_write(file.parent_path(), std::generic_category().message(why));
}

void check_name(const std::string& name) {
  if (RE2::FullMatch(name, "[a-z0-9_]{1,64}")) return;
  throw Error(ErrorCode::usage, "'" + name + "' cannot be the name of a backup",
              "Use up to 64 of a-z, 0-9 and _.");
}

base::Instant written_at(const fs::path& file) {
  const auto time = std::chrono::file_clock::to_sys(fs::last_write_time(file));
  return std::chrono::floor<base::microseconds>(time);
}

Snapshot describe(const fs::path& file) {
  return {file.stem().string(), written_at(file), static_cast<std::int64_t>(fs::file_size(file))};
}

// Another database, for as long as this lives.
class Attached {
 public:
  Attached(DuckDBEngine& engine, const fs::path& file, const std::string& options)
      : engine_(engine) {
    engine.run_script("ATTACH " + literal(file.string()) + " AS snapshot" + options);
  }
  ~Attached() {
    try {
      detach();
    } catch (const std::exception&) {
      // Gone already, with the error that ended this.
    }
  }
  Attached(const Attached&) = delete;
  Attached& operator=(const Attached&) = delete;
  void detach() {
    if (attached_) engine_.run_script("DETACH snapshot");
    attached_ = false;
  }

 private:
  DuckDBEngine& engine_;
  bool attached_ = true;
};

// A file that is removed at the end, with its write-ahead file.
struct Scratch {
  fs::path path;
  explicit Scratch(fs::path file) : path(std::move(file)) { remove(); }
  ~Scratch() { remove(); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  void remove() const {
    std::error_code ignored;
    fs::remove(path, ignored);
    fs::remove(path.string() + ".wal", ignored);
  }
};

std::vector<std::string> tables_of(DuckDBEngine& engine, const std::string& database) {
  std::vector<std::string> names;
  const auto rows = engine.query_text(
      "SELECT table_name FROM duckdb_tables() WHERE database_name = $database AND NOT internal "
      "ORDER BY table_name",
      {{"database", database}});
  while (rows->next()) names.emplace_back(rows->text(0));
  return names;
}

BigQueryEngine* in_bigquery(Store& store) { return dynamic_cast<BigQueryEngine*>(&store.engine()); }

template <typename Names>
bool contains(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != std::ranges::end(names);
}

std::vector<std::string> restorable(std::vector<std::string> tables) {
  std::erase_if(tables, [](const auto& name) { return contains(never_restored, name); });
  return tables;
}

}  // namespace

std::string snapshot_name(base::Instant at) {
  std::string name;
  for (const char c : base::format_instant(at)) {
    if (name.size() == 15) break;
    if (c == 'T' || c == ' ') name += '_';
    if (c >= '0' && c <= '9') name += c;
  }
  return name;
}

std::string free_snapshot_name(std::span<const Snapshot> there, const std::string& name) {
  const auto is_taken = [&](const std::string& of) {
    return std::ranges::find(there, of, &Snapshot::name) != there.end();
  };
  std::string free = name;
  for (int number = 2; is_taken(free); ++number) free = fmt::format("{}_{}", name, number);
  return free;
}

Snapshot take_snapshot(Store& store, const std::string& name) {
  check_name(name);
  if (auto* warehouse = in_bigquery(store)) return bigquery::take_snapshot(*warehouse, name);
  auto& engine = as_duckdb(store.engine(), "backups in files");
  const auto folder = folder_of(engine);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw Error(ErrorCode::failed,
                "cannot make the folder " + folder.string() + ": " + error.message());
  }
  const auto file = file_of(folder, name);
  if (fs::exists(file)) {
    throw Error(ErrorCode::usage, "there is a backup '" + name + "' already",
                "Choose another --name.");
  }
  const Scratch unfinished(file.string() + ".unfinished");
  check_can_make(unfinished.path);
  {
    Attached snapshot(engine, unfinished.path, "");
    engine.run_script("COPY FROM DATABASE " + database_name(engine) + " TO snapshot");
    snapshot.detach();  // writes everything into the file; throws if it cannot
  }
  fs::rename(unfinished.path, file);
  return describe(file);
}

std::vector<Snapshot> snapshots(Store& store) {
  if (auto* warehouse = in_bigquery(store)) return bigquery::snapshots(*warehouse);
  std::vector<Snapshot> list;
  const auto folder = folder_of(as_duckdb(store.engine(), "backups in files"));
  if (!fs::exists(folder)) return list;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == extension) list.push_back(describe(entry.path()));
  }
  std::ranges::sort(list, [](const Snapshot& a, const Snapshot& b) {
    return std::tie(a.taken_at, a.name) > std::tie(b.taken_at, b.name);
  });
  return list;
}

void require_snapshot(std::span<const Snapshot> there, const std::string& name) {
  if (std::ranges::find(there, name, &Snapshot::name) != there.end()) return;
  throw Error(ErrorCode::failed, "there is no backup '" + name + "'",
              "'eros backup --list' lists those there are.");
}

Parameters restore_log(const std::string& name, const std::vector<std::string>& tables,
                       base::Instant at) {
  return {{"at", at},
          {"name", name},
          {"details", fmt::format("{{\"tables\":[\"{}\"]}}", fmt::join(tables, "\",\""))}};
}

std::vector<std::string> tables_to_restore(const std::vector<std::string>& wanted, Store& store) {
  if (auto* warehouse = in_bigquery(store)) {
    return tables_to_restore(wanted, bigquery::tables_of(*warehouse));
  }
  auto& engine = as_duckdb(store.engine(), "backups in files");
  const auto rows = engine.query_text("SELECT current_database()");
  rows->next();
  return tables_to_restore(wanted, tables_of(engine, std::string(rows->text(0))));
}

std::vector<std::string> tables_to_restore(const std::vector<std::string>& wanted,
                                           const std::vector<std::string>& existing) {
  std::set<std::string> tables;
  for (const auto& name : wanted) {
    if (!contains(existing, name)) {
      throw Error(ErrorCode::usage, "there is no table '" + name + "' to restore",
                  fmt::format("There are: {}.", fmt::join(restorable(existing), ", ")));
    }
    if (contains(never_restored, name)) {
      throw Error(ErrorCode::usage, "the table '" + name + "' is never taken back",
                  "It says what was done, or belongs to the store itself.");
    }
    tables.insert(name);
    if (contains(one_thing, name)) tables.insert(one_thing.begin(), one_thing.end());
  }
  if (wanted.empty()) {
    const auto all = restorable(existing);
    tables.insert(all.begin(), all.end());
  }
  return {tables.begin(), tables.end()};
}

std::vector<std::string> restore_snapshot(Store& store, const std::string& name,
                                          const std::vector<std::string>& wanted,
                                          base::Instant at) {
  check_name(name);
  if (auto* warehouse = in_bigquery(store)) {
    return bigquery::restore_snapshot(*warehouse, name, wanted, at);
  }
  auto& engine = as_duckdb(store.engine(), "backups in files");
  const auto file = file_of(folder_of(engine), name);
  require_snapshot(snapshots(store), name);
  // A copy is migrated, so that the backup itself stays as it is.
  const Scratch current(file.string() + ".restoring");
  std::error_code error;
  if (!fs::copy_file(file, current.path, error)) {
    throw cannot_write(file.parent_path(), error.message());
  }
  { const auto migrated = Store::open(current.path.string(), {}); }
  const Attached snapshot(engine, current.path, " (READ_ONLY)");
  auto tables = tables_to_restore(wanted, tables_of(engine, "snapshot"));
  const auto live = database_name(engine);
  engine.atomically([&] {
    engine.execute({"hold_writer_guard"});
    for (const auto& table : tables) {
      engine.execute_text(fmt::format("DELETE FROM {}.main.{}", live, table));
      engine.execute_text(fmt::format(
          "INSERT INTO {0}.main.{1} BY NAME SELECT * FROM snapshot.main.{1}", live, table));
    }
    engine.execute({"log_restore", restore_log(name, tables, at)});
  });
  store.ensure_zones();  // of pages that came back without the table of offsets
  return tables;
}

bool has_snapshot_file(const std::string& store_path, const std::string& name) {
  std::error_code error;
  return fs::exists(file_of(folder_of(fs::path(store_path)), name), error);
}

}  // namespace eros::store
