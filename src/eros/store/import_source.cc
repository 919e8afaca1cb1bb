#include "eros/store/import_source.h"

#include <fmt/format.h>

#include "eros/base/error.h"

namespace eros::store {
namespace {

using model::FileFormat;
using model::ImportFile;

std::string quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  return result + quote;
}
std::string literal(std::string_view text) { return quoted(text, '\''); }
std::string identifier(std::string_view text) { return quoted(text, '"'); }

// Every line of the file; NULL for one that is no JSON.
std::string json_lines(const ImportFile& file) {
  return fmt::format(
      "read_json_objects({}, format = 'newline_delimited', ignore_errors = true, "
      "compression = 'uncompressed')",
      literal(file.path));
}

std::string csv_view(const ImportFile& file, bool careful) {
  std::string select, types;
  for (const auto& [name, places] : file.columns) {
    select += fmt::format(", c{} AS {}", places.front(), identifier(name));
  }
  for (std::size_t i = 0; i < file.header.size(); ++i) {
    types += fmt::format("{}'c{}': 'VARCHAR'", i == 0 ? "" : ", ", i);
  }
  return fmt::format(
      "SELECT CAST(NULL AS VARCHAR) AS broken{} FROM read_csv({}, auto_detect = false, "
      "header = true, delim = {}, quote = '\"', escape = '\"', nullstr = '', "
      "compression = 'none', parallel = {}, columns = {{{}}})",
      select, literal(file.path), literal(std::string(1, file.delimiter)), !careful, types);
}

// Of keys by several names, the value of the first one that a line has, be it null.
std::string first_of_keys(const ImportFile& file, std::span<const std::size_t> places) {
  std::string values;
  for (const auto place : places) {
    values += fmt::format("{}json_extract(json, {})", values.empty() ? "" : ", ",
                          literal("$.\"" + file.header[place] + "\""));
  }
  return fmt::format("json_extract_string(coalesce({}), '$')", values);
}

std::string ndjson_view(const ImportFile& file) {
  // One call for the paths of all columns that go by one name, so that a line is parsed once.
  std::string select, paths;
  int position = 0;
  for (const auto& [name, places] : file.columns) {
    std::string value;
    if (places.size() > 1) {
      value = first_of_keys(file, places);
    } else {
      value = fmt::format("fields[{}]", ++position);
      paths += (position == 1 ? "" : ", ") + literal("$.\"" + file.header[places[0]] + "\"");
    }
    select += fmt::format(", nullif({}, '') AS {}", value, identifier(name));
  }
  if (paths.empty()) paths = "'$'";
  return fmt::format(
      "SELECT CASE WHEN json IS NULL THEN 'not JSON' WHEN fields IS NULL THEN 'not a JSON object' "
      "END AS broken{} FROM (SELECT json, CASE WHEN json_type(json) = 'OBJECT' "
      "THEN json_extract_string(json, [{}]) END AS fields FROM {})",
      select, paths, json_lines(file));
}

// Lists are handed on as JSON, everything else as its text.
std::string parquet_text(std::string_view column) {
  const auto name = identifier(column);
  return fmt::format(
      "CASE WHEN typeof({0}) LIKE '%[]' THEN CAST(to_json({0}) AS VARCHAR) ELSE CAST({0} AS "
      "VARCHAR) END",
      name);
}

std::string parquet_view(const ImportFile& file) {
  std::string select;
  for (const auto& [name, places] : file.columns) {
    select += fmt::format(", nullif({}, '') AS {}", parquet_text(file.header[places.front()]),
                          identifier(name));
  }
  return fmt::format("SELECT CAST(NULL AS VARCHAR) AS broken{} FROM read_parquet({})", select,
                     literal(file.path));
}

// Refuses what CSV has been checked for already. Programs that read what is exported later, and
// this one too, take a NUL for the end of a text, or of the file.
std::string without_nul(const ImportFile& file, const std::string& select) {
  std::string found;
  for (const auto& [name, places] : file.columns) {
    found += fmt::format("{}contains({}, chr(0))", found.empty() ? "" : " OR ", identifier(name));
  }
  if (found.empty()) return select;
  return fmt::format(
      "SELECT * REPLACE (coalesce(broken, CASE WHEN {} THEN 'a NUL byte in the text' END) AS "
      "broken) "
      "FROM ({})",
      found, select);
}

// A Parquet file that the database cannot read to its end.
[[noreturn]] void refuse_parquet(const ImportFile& file, const StatementError& error) {
  const bool is_text = std::string_view(error.what()).find("UTF8") != std::string_view::npos;
  throw base::Error(
      base::ErrorCode::failed,
      fmt::format(
          "cannot import '{}': {}", file.name,
          is_text ? "a text in this Parquet file is not UTF-8" : "it is no whole Parquet file"),
      is_text ? "Write its texts as UTF-8, or as CSV or NDJSON: there only the rows are refused."
              : "Check whether it was copied whole, and write it anew.");
}

}  // namespace

void refuse_unreadable(const ImportFile& file, const StatementError& error) {
  if (file.format == FileFormat::parquet) refuse_parquet(file, error);
}

std::vector<std::string> file_columns(DuckDBEngine& engine, const ImportFile& file) {
  const auto sql =
      file.format == FileFormat::parquet
          ? fmt::format("DESCRIBE SELECT * FROM read_parquet({})", literal(file.path))
          : fmt::format(
                "SELECT DISTINCT key FROM (SELECT unnest(json_keys(json)) AS key FROM {} "
                "WHERE json_type(json) = 'OBJECT') "
                "WHERE NOT contains(key, '\"') AND NOT contains(key, '\\') ORDER BY key",
                json_lines(file));
  std::vector<std::string> names;
  try {
    const auto rows = engine.query_text(sql);
    while (rows->next()) names.emplace_back(rows->text(0));
  } catch (const StatementError& error) {
    refuse_unreadable(file, error);
    throw;
  }
  return names;
}

void make_raw_view(DuckDBEngine& engine, const ImportFile& file, bool careful) {
  std::string select;
  switch (file.format) {
    case FileFormat::csv:
      select = csv_view(file, careful);
      break;
    case FileFormat::ndjson:
      select = without_nul(file, ndjson_view(file));
      break;
    case FileFormat::parquet:
      select = without_nul(file, parquet_view(file));
      break;
  }
  std::string absent;
  for (const auto& name : file.absent) {
    absent += fmt::format(", CAST(NULL AS VARCHAR) AS {}", identifier(name));
  }
  engine.execute_text(fmt::format("CREATE OR REPLACE TEMP VIEW import_raw AS SELECT *{} FROM ({})",
                                  absent, select));
}

std::vector<std::vector<std::string>> parquet_records(
    DuckDBEngine& engine, const ImportFile& file, std::span<const model::RejectedRecord> which) {
  std::vector<std::int64_t> numbers;
  for (const auto& record : which) numbers.push_back(record.record);
  std::string select;
  for (const auto& name : file.header) {
    select += fmt::format("{}coalesce(CAST({} AS VARCHAR), '')", select.empty() ? "" : ", ",
                          identifier(name));
  }
  const auto rows = engine.query_text(
      fmt::format("SELECT {} FROM read_parquet({}, file_row_number = true) "
                  "WHERE file_row_number IN (SELECT unnest($numbers)) ORDER BY file_row_number",
                  select, literal(file.path)),
      {{"numbers", numbers}});
  std::vector<std::vector<std::string>> records;
  while (rows->next()) {
    auto& record = records.emplace_back();
    for (std::size_t i = 0; i < file.header.size(); ++i) {
      record.emplace_back(rows->text(static_cast<int>(i)));
    }
  }
  return records;
}

}  // namespace eros::store
