#pragma once
#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include "eros/ingest/csv_reader.h"
#include "eros/orchestrate/import_files.h"
#include "eros/store/duckdb_engine.h"
#include "store/scratch.h"

namespace eros::testing {

// "read/inserted/updated/unchanged/rejected".
inline std::string counts(const model::ImportResult& result) {
  return std::to_string(result.read) + "/" + std::to_string(result.inserted) + "/" +
         std::to_string(result.updated) + "/" + std::to_string(result.unchanged) + "/" +
         std::to_string(result.rejected);
}

// A store that may import, and files for it.
class ImportStore {
 public:
  store::Store& operator*() { return store_; }
  // A file with this content; its path.
  std::string file(const std::string& name, const std::string& content) {
    const auto path = scratch_.file(name);
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  std::string path(const std::string& name) const { return scratch_.file(name); }

  // As of 2026-11-17 12:00 in Los Angeles.
  model::ImportResult import(model::ImportKind kind, const std::vector<std::string>& files) {
    return orchestrate::import_files(store_, kind, files,
                                     {as_of, path("all.rejects.csv"), nullptr});
  }
  model::ImportResult import_text(model::ImportKind kind, const std::string& name,
                                  const std::string& content) {
    return import(kind, {file(name, content)});
  }
  // The rejects file's lines and reasons, as "line|reason".
  std::vector<std::string> reasons() const {
    const auto text = content_of(path("all.rejects.csv"));
    ingest::CsvReader reader(text, ',');
    ingest::CsvRecord record;
    reader.next(record);
    std::vector<std::string> result;
    while (reader.next(record)) {
      const auto fields = ingest::csv_fields(record.raw, ',');
      result.push_back(fields[0] + "|" + fields[1]);
    }
    return result;
  }
  store::DuckDBEngine& engine() { return store::as_duckdb(store_.engine(), "a test"); }
  // The rows of a query, their columns as text parted by '|'.
  std::vector<std::string> rows(const std::string& columns, const std::string& rest) {
    std::vector<std::string> result;
    const auto cursor = engine().query_text("SELECT concat_ws('|', " + columns + ") FROM " + rest);
    while (cursor->next()) result.emplace_back(cursor->text(0));
    return result;
  }
  void clear() {
    for (const auto* table : {"sent_messages", "caption_bank", "creators"}) {
      engine().execute_text(std::string("DELETE FROM ") + table);
    }
  }
  static std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  static constexpr base::Instant as_of =
      std::chrono::sys_days(std::chrono::year(2026) / 11 / 17) + base::hours(20);

 private:
  Scratch scratch_;
  store::Store store_ =
      store::Store::open(scratch_.file("store.duckdb"), {.create = true, .external_access = true});
};

}  // namespace eros::testing
