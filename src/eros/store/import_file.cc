#include "eros/store/import_file.h"

#include <fmt/format.h>

#include "eros/base/error.h"
#include "eros/store/import_kinds.h"
#include "eros/store/import_source.h"

namespace eros::store {

void make_import_macros(DuckDBEngine& engine) {
  engine.run_script_once(std::string(parse_queries(embedded_sql(), "import/").at("import_macros")));
}

void drop_import_tables(DuckDBEngine& engine) {
  std::string script;
  for (const auto* view : {"import_incoming", "import_checked", "import_raw"}) {
    script += fmt::format("DROP VIEW IF EXISTS {};", view);
  }
  for (const auto* table :
       {"import_rows", "import_reworded", "import_keyed", "import_ordinals", "import_shared",
        "import_texts", "import_completed", "import_readings", "import_staged"}) {
    script += fmt::format("DROP TABLE IF EXISTS {};", table);
  }
  engine.run_script(script);
}

std::int64_t staged_rows(DuckDBEngine& engine) {
  const auto rows = engine.query_text("SELECT count(*) FROM import_staged");
  rows->next();
  return rows->integer(0);
}

// The file into import_staged. The number of its records is known; if the reader should see
// another, it is asked to read again without parallelism, and then not believed.
void stage_file(DuckDBEngine& engine, model::ImportKind kind, const model::ImportFile& file,
                base::Instant as_of) {
  for (const bool careful : {false, true}) {
    try {
      make_raw_view(engine, file, careful);
      stage_rows(engine, kind, as_of);
    } catch (const StatementError& error) {
      refuse_unreadable(file, error);
      throw;
    }
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

std::vector<model::RejectedRecord> refused_records(DuckDBEngine& engine, model::ImportKind kind) {
  const auto rows = query_import_sql(
      engine, kind == model::ImportKind::messages ? "refused_messages" : "refused_rows");
  std::vector<model::RejectedRecord> result;
  while (rows->next()) result.push_back({rows->integer(0), std::string(rows->text(1))});
  return result;
}

}  // namespace eros::store
