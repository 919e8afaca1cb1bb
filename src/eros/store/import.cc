#include "eros/store/import.h"

#include <fmt/format.h>

#include <mutex>

#include "eros/base/error.h"
#include "eros/store/bigquery/import.h"
#include "eros/store/import_file.h"
#include "eros/store/import_kinds.h"
#include "eros/store/import_source.h"
#include "eros/store/scratch_store.h"

namespace eros::store {
namespace {

using model::ImportFile;
using model::ImportKind;

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
  FileOutcome outcome{counts.inserted, counts.updated, counts.unchanged,
                      refused_records(engine, kind), counts.reworded};
  drop_import_tables(engine);
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

// Files are read by DuckDB: the store itself, or one made for this.
template <typename Read>
auto with_reader(Store& store, Read read) {
  if (auto* engine = dynamic_cast<DuckDBEngine*>(&store.engine())) return read(*engine);
  ScratchStore scratch;
  return read(scratch.engine());
}

}  // namespace

std::vector<std::string> import_file_columns(Store& store, const ImportFile& file) {
  return with_reader(store, [&](DuckDBEngine& engine) { return file_columns(engine, file); });
}

std::vector<std::vector<std::string>> import_parquet_records(
    Store& store, const ImportFile& file, std::span<const model::RejectedRecord> which) {
  return with_reader(store,
                     [&](DuckDBEngine& engine) { return parquet_records(engine, file, which); });
}

std::vector<FileOutcome> import_files(Store& store, ImportKind kind,
                                      std::span<const ImportFile> files, base::Instant as_of,
                                      const ImportHooks& hooks) {
  if (auto* warehouse = dynamic_cast<BigQueryEngine*>(&store.engine())) {
    auto outcomes = bigquery::import_files(*warehouse, kind, files, as_of, hooks);
    if (kind == ImportKind::creators) store.ensure_zones();
    return outcomes;
  }
  auto& engine = as_duckdb(store.engine(), "import");
  // One import at a time: all of a connection's temporary tables have the same names.
  static std::mutex importing;
  const std::scoped_lock lock(importing);
  // Here too: a program that was killed may have stored a page's zone, but not its offsets.
  if (query_import_sql(engine, "has_new_zones")->next()) store.ensure_zones();
  make_import_macros(engine);
  std::vector<FileOutcome> outcomes;
  try {
    stage_files(engine, kind, files, as_of, hooks);
    outcomes = import_staged_files(engine, kind, files, as_of, hooks);
  } catch (...) {
    drop_import_tables(engine);
    for (std::size_t i = 0; i < files.size(); ++i) {
      engine.execute_text(fmt::format("DROP TABLE IF EXISTS {}", staged_name(i)));
    }
    throw;
  }
  if (kind == ImportKind::creators) store.ensure_zones();
  return outcomes;
}

std::map<std::string, std::int64_t> message_counts(Store& store,
                                                   std::span<const std::string> page_names) {
  std::map<std::string, std::int64_t> counts;
  const auto rows = store.engine().query(
      {"message_counts", {{"pages", std::vector(page_names.begin(), page_names.end())}}});
  while (rows->next()) counts.emplace(rows->text(0), rows->integer(1));
  return counts;
}

std::vector<std::string> unknown_restricted_pages(Store& store) {
  std::vector<std::string> names;
  const auto rows = store.engine().query({"unknown_restricted_pages"});
  while (rows->next()) names.emplace_back(rows->text(0));
  return names;
}

}  // namespace eros::store
