#include "eros/store/bigquery/objects.h"

#include <re2/re2.h>

#include <algorithm>

#include "eros/base/error.h"
#include "eros/store/bigquery/dialect.h"

namespace eros::store::bigquery {
namespace {

constexpr std::string_view schema_folder = "bigquery/schema/";
constexpr std::string_view procedure_folder = "bigquery/procedures/";

[[noreturn]] void refuse(std::string_view path, const std::string& what) {
  throw base::Error(base::ErrorCode::failed, "sql/" + std::string(path) + ": " + what);
}

ObjectKind kind_of(const std::string& word, std::string_view path) {
  if (word == "TABLE IF NOT EXISTS") return ObjectKind::table;
  if (word == "FUNCTION") return ObjectKind::function;
  if (word == "VIEW") return ObjectKind::view;
  if (word == "TABLE FUNCTION") return ObjectKind::table_function;
  if (word == "PROCEDURE") return ObjectKind::procedure;
  refuse(path, "a statement that makes a " + word);
}

Object read_object(std::string_view path, std::string sql) {
  static const re2::RE2 create(
      R"((?s)CREATE (?:OR REPLACE )?(TABLE IF NOT EXISTS|TABLE FUNCTION|FUNCTION|VIEW|PROCEDURE) )"
      R"(\{dataset\}\.(\w+).*)");
  static const re2::RE2 insert(R"((?s)INSERT INTO \{dataset\}\.(\w+).*)");
  static const re2::RE2 destructive(R"((?i)\b(DROP|TRUNCATE)\b)");
  if (RE2::PartialMatch(sql, destructive)) refuse(path, "a statement that drops or truncates");
  std::string word, name;
  if (RE2::FullMatch(sql, create, &word, &name)) return {kind_of(word, path), name, std::move(sql)};
  if (RE2::FullMatch(sql, insert, &name)) return {ObjectKind::rows, name, std::move(sql)};
  refuse(path, "a statement that makes nothing: " + sql.substr(0, 60));
}

std::string without_comments(std::string_view text) {
  std::string sql(text);
  RE2::GlobalReplace(&sql, R"((?m)^\s*--.*\n)", "");
  return sql;
}

// A statement ends with the line that ends in a semicolon.
void read_schema(const EmbeddedSql& file, std::vector<Object>& objects) {
  auto text = without_comments(file.text);
  for (auto end = text.find(";\n"); end != std::string::npos; end = text.find(";\n")) {
    const auto begin = text.find_first_not_of('\n');
    objects.push_back(read_object(file.path, text.substr(begin, end - begin)));
    text.erase(0, end + 2);
  }
  if (text.find_first_not_of('\n') != std::string::npos)
    refuse(file.path, "no semicolon at the end");
}

// --- procedures

using Queries = std::map<std::string, std::string, std::less<>>;

// Unqualified tables and views after FROM, JOIN, INTO, UPDATE get the dataset's name.
std::string with_qualified_tables(std::string sql, const std::vector<Object>& objects) {
  for (const auto& object : objects) {
    if (object.kind != ObjectKind::table && object.kind != ObjectKind::view) continue;
    RE2::GlobalReplace(&sql, R"(\b(FROM|JOIN|INTO|UPDATE) )" + object.name + R"(\b)",
                       R"(\1 {dataset}.)" + object.name);
  }
  return sql;
}

Object read_procedure(const EmbeddedSql& file, const Queries& queries,
                      const std::vector<Object>& objects) {
  auto sql = without_comments(file.text);
  static const re2::RE2 use(R"(\{query (\w+)\})");
  std::string name;
  while (RE2::PartialMatch(sql, use, &name)) {
    const auto found = queries.find(name);
    if (found == queries.end()) refuse(file.path, "there is no query '" + name + "'");
    auto text = with_qualified_tables(found->second, objects);
    RE2::GlobalReplace(&text, R"(@(\w+))", R"(arg_\1)");
    const auto mark = "{query " + name + "}";
    sql.replace(sql.find(mark), mark.size(), text);
  }
  sql.erase(sql.find_last_not_of("\n;") + 1);
  return read_object(file.path, std::move(sql));
}

// Those that are called come before their callers.
std::vector<Object> sorted_by_calls(const std::vector<Object>& procedures) {
  const auto calls = [&](const Object& caller) {
    return std::ranges::count_if(procedures, [&](const Object& called) {
      return caller.sql.find("CALL {dataset}." + called.name + "(") != std::string::npos;
    });
  };
  auto sorted = procedures;
  std::ranges::stable_sort(sorted, {}, calls);
  return sorted;
}

}  // namespace

std::string_view to_string(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::dataset:
      return "dataset";
    case ObjectKind::table:
      return "table";
    case ObjectKind::rows:
      return "rows";
    case ObjectKind::function:
      return "function";
    case ObjectKind::view:
      return "view";
    case ObjectKind::table_function:
      return "table function";
    case ObjectKind::procedure:
      return "procedure";
  }
  return "";
}

std::vector<Object> objects(std::span<const EmbeddedSql> files, std::string_view dataset) {
  std::vector<Object> all;
  for (const auto& file : files) {
    if (file.path.starts_with(schema_folder)) read_schema(file, all);
  }
  std::ranges::stable_sort(all, {}, [](const Object& object) {
    return object.kind != ObjectKind::table && object.kind != ObjectKind::rows;
  });
  const auto queries = googlesql_queries(files, "{dataset}");
  std::vector<Object> procedures;
  for (const auto& file : files) {
    if (!file.path.starts_with(procedure_folder)) continue;
    procedures.push_back(read_procedure(file, queries, all));
  }
  std::ranges::move(sorted_by_calls(procedures), std::back_inserter(all));
  for (auto& object : all) object.sql = in_dataset(object.sql, dataset);
  return all;
}

}  // namespace eros::store::bigquery
