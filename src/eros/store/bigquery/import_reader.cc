#include "eros/store/bigquery/import_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "eros/base/error.h"
#include "eros/store/bigquery/import_script.h"
#include "eros/store/import_file.h"
#include "eros/store/import_kinds.h"

namespace eros::store::bigquery {
namespace {

using model::ImportKind;
using nlohmann::json;

constexpr std::size_t load_bytes = 64'000'000;

// A column that DuckDB has made.
struct LoadColumn {
  std::string name;
  std::string type;  // DuckDB's
};

std::vector<LoadColumn> columns_of(DuckDBEngine& engine, const std::string& sql) {
  std::vector<LoadColumn> columns;
  const auto rows = engine.query_text("DESCRIBE " + sql);
  while (rows->next()) columns.push_back({std::string(rows->text(0)), std::string(rows->text(1))});
  return columns;
}

std::string bigquery_type(const std::string& type) {
  if (type.starts_with("DECIMAL")) return "NUMERIC";
  if (type == "VARCHAR" || type == "VARCHAR[]") return "STRING";
  if (type == "BIGINT" || type == "INTEGER") return "INTEGER";
  if (type == "DOUBLE") return "FLOAT";
  if (type == "BOOLEAN" || type == "DATE" || type == "TIMESTAMP") return type;
  throw base::Error(base::ErrorCode::failed, "an import has a column of type " + type);
}

json schema_fields(const std::vector<LoadColumn>& columns) {
  json fields = json::array();
  for (const auto& column : columns) {
    fields.push_back({{"name", column.name},
                      {"type", bigquery_type(column.type)},
                      {"mode", column.type.ends_with("[]") ? "REPEATED" : "NULLABLE"}});
  }
  return fields;
}

// Rows as JSON texts. Decimals go as texts, for JSON's numbers are not exact.
std::string json_rows_sql(const std::vector<LoadColumn>& columns, const std::string& sql) {
  std::string exact;
  for (const auto& column : columns) {
    if (!column.type.starts_with("DECIMAL")) continue;
    exact += fmt::format("{0}CAST({1} AS VARCHAR) AS {1}", exact.empty() ? " REPLACE (" : ", ",
                         column.name);
  }
  if (!exact.empty()) exact += ")";
  return fmt::format("SELECT CAST(to_json(t) AS VARCHAR) FROM (SELECT *{} FROM (\n{}\n)) AS t",
                     exact, sql);
}

// Makes the rows ready, and says which query has them.
std::string prepare(DuckDBEngine& engine, ImportKind kind, base::Instant as_of, ReadFile& read) {
  switch (kind) {
    case ImportKind::messages:
      read.copies = prepare_messages(engine, as_of);
      return "load_messages";
    case ImportKind::captions:
      run_import_sql(engine, "key_captions");
      return "load_captions";
    default:
      run_import_sql(engine, "collect_rows");
      if (kind == ImportKind::holidays) run_import_sql(engine, "adopt_holiday_names");
      return "load_rows";
  }
}

void hand_on(DuckDBEngine& engine, const std::string& sql,
             const std::function<void(const json&)>& fields,
             const std::function<void(const std::string&)>& rows) {
  const auto columns = columns_of(engine, sql);
  fields(schema_fields(columns));
  std::string lines;
  const auto cursor = engine.query_text(json_rows_sql(columns, sql));
  while (cursor->next()) {
    lines += cursor->text(0);
    lines += '\n';
    if (lines.size() < load_bytes) continue;
    rows(lines);
    lines.clear();
  }
  if (!lines.empty()) rows(lines);
}

}  // namespace

ImportReader::ImportReader(BigQueryEngine& engine, ImportKind kind, base::Instant as_of)
    : warehouse_(engine), as_of_(as_of) {
  make_import_macros(scratch_.engine());
  if (kind == ImportKind::messages) copy_zones();
}

void ImportReader::copy_zones() {
  std::vector<std::string> pages, zones;
  const auto rows = warehouse_.query_text("page_zones", import_sql("page_zones", {}));
  while (rows->next()) {
    pages.emplace_back(rows->text(0));
    zones.emplace_back(rows->text(1));
  }
  scratch_.engine().execute_text(
      "INSERT INTO creators (page_name, timezone, created_at, updated_at) "
      "SELECT unnest($pages), unnest($zones), CAST($as_of AS TIMESTAMP), CAST($as_of AS TIMESTAMP)",
      {{"pages", pages}, {"zones", zones}, {"as_of", as_of_}});
  scratch_.store().ensure_zones();
}

void ImportReader::copy_wanted_captions() {
  std::vector<std::string> wanted;  // the emulator takes no arrays of integers
  const auto rows = query_import_sql(scratch_.engine(), "wanted_captions");
  while (rows->next()) wanted.push_back(std::to_string(rows->integer(0)));
  if (wanted.empty()) return;
  std::vector<std::int64_t> ids;
  std::vector<std::string> texts;
  const auto found = warehouse_.query_text("texts_of_captions", import_sql("texts_of_captions", {}),
                                           {{"ids", wanted}});
  while (found->next()) {
    ids.push_back(found->integer(0));
    texts.emplace_back(found->text(1));
  }
  // Only their texts are looked at here: which caption a text belongs to, BigQuery tells.
  scratch_.engine().execute_text("DELETE FROM caption_bank");
  scratch_.engine().execute_text(
      "INSERT INTO caption_bank (caption_id, caption_text, caption_key, price_tier, created_at, "
      "updated_at) SELECT unnest($ids), unnest($texts), '', '', CAST($as_of AS TIMESTAMP), "
      "CAST($as_of AS TIMESTAMP)",
      {{"ids", ids}, {"texts", texts}, {"as_of", as_of_}});
}

ReadFile ImportReader::read(ImportKind kind, const model::ImportFile& file,
                            const std::function<void(const json&)>& fields,
                            const std::function<void(const std::string&)>& rows) {
  auto& engine = scratch_.engine();
  ReadFile read;
  stage_file(engine, kind, file, as_of_);
  read.records = staged_rows(engine);
  if (kind == ImportKind::messages) copy_wanted_captions();
  const std::string load(import_text(prepare(engine, kind, as_of_, read)));
  read.rejected = refused_records(engine, kind);
  hand_on(engine, load, fields, rows);
  drop_import_tables(engine);
  return read;
}

}  // namespace eros::store::bigquery
