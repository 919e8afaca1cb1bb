#include "eros/store/import.h"

#include <fmt/format.h>

#include <mutex>

#include "eros/base/error.h"
#include "eros/store/import_kinds.h"
#include "eros/store/import_source.h"

namespace eros::store {
namespace {

using model::ImportFile;
using model::ImportKind;

// Everything that an import makes beside the tables.
void drop_temporary(DuckDBEngine& engine) {
  for (const auto* view : {"import_incoming", "import_checked", "import_raw"}) {
    engine.execute_text(fmt::format("DROP VIEW IF EXISTS {}", view));
  }
  for (const auto* table :
       {"import_rows", "import_keyed", "import_ordinals", "import_shared", "import_texts",
        "import_completed", "import_readings", "import_staged"}) {
    engine.execute_text(fmt::format("DROP TABLE IF EXISTS {}", table));
  }
}

std::int64_t staged_rows(DuckDBEngine& engine) {
  const auto rows = engine.query_text("SELECT count(*) FROM import_staged");
  rows->next();
  return rows->integer(0);
}

// The file into import_staged. The number of its records is known; if the reader should see
// another, it is asked to read again without parallelism, and then not believed.
void stage_file(DuckDBEngine& engine, ImportKind kind, const ImportFile& file,
                base::Instant as_of) {
  for (const bool careful : {false, true}) {
    make_raw_view(engine, file, careful);
    stage_rows(engine, kind, as_of);
    const auto rows = staged_rows(engine);
    if (file.records < 0 || rows == file.records) return;
    if (careful) {
      throw base::Error(
          base::ErrorCode::failed,
          fmt::format("the database reads {} rows where the file has {}", rows, file.records),
          "Please report this; nothing was imported.");
    }
    engine.execute_text("DROP TABLE import_staged");
  }
}

MergeCounts store_rows(DuckDBEngine& engine, ImportKind kind, const model::ColumnMap& columns,
                       base::Instant as_of) {
  switch (kind) {
    case ImportKind::messages:
      return store_messages(engine, columns, as_of);
    case ImportKind::captions:
      return store_captions(engine, columns, as_of);
    case ImportKind::creators:
      return store_creators(engine, columns, as_of);
    case ImportKind::restrictions:
      return store_restrictions(engine, columns, as_of);
    case ImportKind::holidays:
      return store_holidays(engine, columns, as_of);
  }
  return {};
}

std::vector<model::RejectedRecord> refused(DuckDBEngine& engine, ImportKind kind) {
  const auto rows =
      query_import_sql(engine, kind == ImportKind::messages ? "refused_messages" : "refused_rows");
  std::vector<model::RejectedRecord> result;
  while (rows->next()) result.push_back({rows->integer(0), std::string(rows->text(1))});
  return result;
}

void tell(const ImportHooks& hooks, std::string_view phase) {
  if (hooks.progress) hooks.progress(phase);
}

std::string staged_name(std::size_t file) { return fmt::format("import_staged_{}", file); }

// Before the transaction: rows that a transaction has not committed are slow to read.
void stage_files(DuckDBEngine& engine, ImportKind kind, std::span<const ImportFile> files,
                 base::Instant as_of, const ImportHooks& hooks) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    tell(hooks, "reading");
    stage_file(engine, kind, files[i], as_of);
    engine.execute_text("DROP VIEW import_raw");
    engine.execute_text(fmt::format("ALTER TABLE import_staged RENAME TO {}", staged_name(i)));
  }
}

// In the transaction; the staged rows are used up.
FileOutcome import_staged_file(DuckDBEngine& engine, ImportKind kind, const ImportFile& file,
                               base::Instant as_of) {
  const auto read = staged_rows(engine);
  const auto counts = store_rows(engine, kind, file.columns, as_of);
  FileOutcome outcome{counts.inserted, counts.updated, counts.unchanged, refused(engine, kind)};
  drop_temporary(engine);
  const auto accounted = outcome.inserted + outcome.updated + outcome.unchanged +
                         static_cast<std::int64_t>(outcome.rejected.size());
  if (accounted != read) {
    throw base::Error(base::ErrorCode::failed,
                      fmt::format("{} rows were read, but {} accounted for", read, accounted),
                      "Please report this; nothing was imported.");
  }
  return outcome;
}

std::vector<FileOutcome> import_staged_files(DuckDBEngine& engine, ImportKind kind,
                                             std::span<const ImportFile> files, base::Instant as_of,
                                             const ImportHooks& hooks) {
  std::vector<FileOutcome> outcomes;
  engine.atomically([&] {
    outcomes.clear();
    run_import_sql(engine, "lock_writers");
    for (std::size_t i = 0; i < files.size(); ++i) {
      tell(hooks, "storing");
      engine.execute_text(fmt::format("ALTER TABLE {} RENAME TO import_staged", staged_name(i)));
      outcomes.push_back(import_staged_file(engine, kind, files[i], as_of));
    }
    if (hooks.before_commit) hooks.before_commit(outcomes);
  });
  return outcomes;
}

}  // namespace

std::vector<std::string> import_file_columns(Store& store, const ImportFile& file) {
  return file_columns(as_duckdb(store.engine(), "import"), file);
}

std::vector<std::vector<std::string>> import_parquet_records(
    Store& store, const ImportFile& file, std::span<const model::RejectedRecord> which) {
  return parquet_records(as_duckdb(store.engine(), "import"), file, which);
}

std::vector<FileOutcome> import_files(Store& store, ImportKind kind,
                                      std::span<const ImportFile> files, base::Instant as_of,
                                      const ImportHooks& hooks) {
  auto& engine = as_duckdb(store.engine(), "import");
  // One import at a time: all of a connection's temporary tables have the same names.
  static std::mutex importing;
  const std::scoped_lock lock(importing);
  // Here too: a program that was killed may have stored a page's zone, but not its offsets.
  store.ensure_zones();
  engine.run_script(std::string(parse_queries(embedded_sql(), "import/").at("import_macros")));
  std::vector<FileOutcome> outcomes;
  try {
    stage_files(engine, kind, files, as_of, hooks);
    outcomes = import_staged_files(engine, kind, files, as_of, hooks);
  } catch (...) {
    drop_temporary(engine);
    for (std::size_t i = 0; i < files.size(); ++i) {
      engine.execute_text(fmt::format("DROP TABLE IF EXISTS {}", staged_name(i)));
    }
    throw;
  }
  if (kind == ImportKind::creators) store.ensure_zones();
  return outcomes;
}

}  // namespace eros::store
