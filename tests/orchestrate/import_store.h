#pragma once
#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include "eros/orchestrate/import_files.h"
#include "eros/store/duckdb_engine.h"
#include "store/scratch.h"

namespace eros::testing {

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
