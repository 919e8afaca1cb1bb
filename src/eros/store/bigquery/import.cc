#include "eros/store/bigquery/import.h"

#include <fmt/format.h>

#include <list>

#include "eros/base/error.h"
#include "eros/model/page.h"
#include "eros/store/bigquery/import_reader.h"
#include "eros/store/bigquery/import_script.h"
#include "eros/store/bigquery/temporary_table.h"

namespace eros::store::bigquery {
namespace {

using model::ImportFile;
using model::ImportKind;

void tell(const ImportHooks& hooks, std::string_view phase) {
  if (hooks.progress) hooks.progress(phase);
}

// A file on its way into the tables.
struct Loaded {
  Loaded(Client& client, MergePlan the_plan)
      : plan(std::move(the_plan)), rows(client, "import"), outcome(client, "outcome") {}
  MergePlan plan;
  TemporaryTable rows;     // what is fit of the file
  TemporaryTable outcome;  // what became of it
  ReadFile read;
  std::int64_t reworded = 0;
};

void load(BigQueryEngine& engine, ImportReader& reader, ImportKind kind, const ImportFile& file,
          Loaded& loaded) {
  loaded.read = reader.read(
      kind, file, [&](const nlohmann::json& fields) { loaded.rows.create("the import", fields); },
      [&](const std::string& lines) {
        engine.load(loaded.rows.name(), "NEWLINE_DELIMITED_JSON", lines, nullptr, "WRITE_APPEND");
      });
  loaded.outcome.made_elsewhere();
  engine.execute_text("make_outcome",
                      import_sql("make_outcome", {.outcome = loaded.outcome.quoted(),
                                                  .target = loaded.plan.table}));
}

// Before anything is stored.
void count_reworded(BigQueryEngine& engine, Loaded& loaded) {
  const auto rows =
      engine.query_text("count_reworded_captions",
                        import_sql("count_reworded_captions", {.rows = loaded.rows.quoted()}));
  rows->next();
  loaded.reworded = rows->integer(0);
}

FileOutcome outcome_of(BigQueryEngine& engine, const Loaded& loaded) {
  FileOutcome outcome{0, 0, 0, loaded.read.rejected, loaded.reworded};
  const auto rows = engine.query_text(
      "count_outcomes", import_sql("count_outcomes", {.outcome = loaded.outcome.quoted()}));
  rows->next();
  outcome.inserted = rows->integer(0);
  outcome.updated = rows->integer(1);
  outcome.unchanged = rows->integer(2) + loaded.read.copies;
  const auto accounted = outcome.inserted + outcome.updated + outcome.unchanged +
                         static_cast<std::int64_t>(outcome.rejected.size());
  if (accounted != loaded.read.records) {
    throw base::Error(
        base::ErrorCode::failed,
        fmt::format("{} rows were read, but {} accounted for", loaded.read.records, accounted),
        "Please report this. The rows are stored; importing the file again changes nothing.");
  }
  return outcome;
}

}  // namespace

std::vector<FileOutcome> import_files(BigQueryEngine& engine, ImportKind kind,
                                      std::span<const ImportFile> files, base::Instant as_of,
                                      const ImportHooks& hooks) {
  ImportReader reader(engine, kind, as_of);
  std::list<Loaded> loaded;
  for (const auto& file : files) {
    tell(hooks, "reading");
    load(engine, reader, kind, file,
         loaded.emplace_back(engine.client(), merge_plan(kind, file.columns)));
  }
  for (std::size_t i = 0; auto& file : loaded) {
    const bool has_ids = files[i++].columns.contains("caption_id");
    if (kind == ImportKind::captions && has_ids) count_reworded(engine, file);
  }
  std::vector<FileOutcome> outcomes;
  for (const auto& file : loaded) outcomes.push_back({0, 0, 0, file.read.rejected});
  if (hooks.before_commit) hooks.before_commit(outcomes);
  tell(hooks, "storing");
  ImportScript script(kind, as_of);
  for (const auto& file : loaded) {
    if (file.reworded > 0) script.add_unlinking(file.rows.quoted());
    script.add(file.plan, file.rows.quoted(), file.outcome.quoted());
  }
  script.run(engine);
  outcomes.clear();
  for (const auto& file : loaded) outcomes.push_back(outcome_of(engine, file));
  return outcomes;
}

}  // namespace eros::store::bigquery
