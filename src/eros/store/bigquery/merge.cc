#include "eros/store/bigquery/merge.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace eros::store::bigquery {
namespace {

// A column of the table: what it becomes where nothing is stored, and where something is.
struct StoredColumn {
  std::string name;
  std::string inserted;
  std::string updated;
};

std::vector<StoredColumn> columns_of(const MergePlan& plan) {
  std::vector<StoredColumn> columns;
  for (const auto& key : plan.keys) columns.push_back({key.name, "i." + key.name, "i." + key.name});
  for (const auto& column : plan.columns) {
    columns.push_back({column.name, column.inserted.empty() ? "i." + column.name : column.inserted,
                       column.updated.empty() ? "t." + column.name : column.updated});
  }
  for (const auto& name : plan.made_at) {
    columns.push_back({name, "CAST(@as_of AS TIMESTAMP)", "t." + name});
  }
  for (const auto& name : plan.changed_at) {
    columns.push_back({name, "CAST(@as_of AS TIMESTAMP)", "CAST(@as_of AS TIMESTAMP)"});
  }
  return columns;
}

// Values as one text, by which they can be compared whatever their types, NULLs and arrays too.
std::string as_text(const std::vector<std::string>& values) {
  std::string text = "CONCAT(''";
  for (const auto& value : values) text += fmt::format(", ',', TO_JSON_STRING({})", value);
  return text + ")";
}

std::string names_of(const MergePlan& plan) {
  std::vector<std::string> names;
  for (const auto& column : columns_of(plan)) names.push_back(column.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string keys_of(const MergePlan& plan) {
  std::vector<std::string> names;
  for (const auto& key : plan.keys) names.push_back(key.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

// A row's key as one value.
std::string key_of(const MergePlan& plan) {
  std::vector<std::string> names;
  for (const auto& key : plan.keys) names.push_back(key.name);
  return names.size() == 1 ? names.front() : as_text(names);
}

std::string same_key(const MergePlan& plan) {
  std::vector<std::string> terms;
  for (const auto& key : plan.keys) terms.push_back(fmt::format("t.{0} = i.{0}", key.name));
  return fmt::format("{}", fmt::join(terms, " AND "));
}

}  // namespace

std::string compare_sql(const MergePlan& plan, const std::string& incoming,
                        const std::string& outcome) {
  std::vector<std::string> given, before, after;
  for (const auto& column : plan.columns) {
    if (column.updated.empty()) continue;
    given.push_back("i." + column.name);
    before.push_back("t." + column.name);
    after.push_back(column.updated);
  }
  const auto is_stored = fmt::format("t.{} IS NOT NULL", plan.keys.front().name);
  std::string select;
  for (const auto& column : columns_of(plan)) {
    select += column.inserted == column.updated
                  ? fmt::format(",\n    {} AS {}", column.inserted, column.name)
                  : fmt::format(",\n    IF({}, {}, {}) AS {}", is_stored, column.updated,
                                column.inserted, column.name);
  }
  // A key's first row is held against the stored one, the later ones against the one before.
  return fmt::format(
      R"(INSERT INTO {outcome} (record, outcome, is_written, {names})
WITH compared AS (
  SELECT i.record, {is_stored} AS is_stored,
    {given} AS given, {before} AS content_before, {after} AS content_after{select}
  FROM (
{incoming}
  ) AS i
  LEFT JOIN {table} AS t ON {same_key}
),
versions AS (
  SELECT *,
    ROW_NUMBER() OVER (PARTITION BY {keys} ORDER BY record) AS place,
    ROW_NUMBER() OVER (PARTITION BY {keys} ORDER BY record DESC) AS places_left,
    LAG(given) OVER (PARTITION BY {keys} ORDER BY record) AS given_before
  FROM compared
)
SELECT record,
  CASE WHEN place = 1 AND NOT is_stored THEN 'inserted'
       WHEN place = 1 AND content_after <> content_before THEN 'updated'
       WHEN place > 1 AND given <> given_before THEN 'updated'
       ELSE 'unchanged' END,
  places_left = 1 AND (NOT is_stored OR content_after <> content_before), {names}
FROM versions)",
      fmt::arg("outcome", outcome), fmt::arg("names", names_of(plan)),
      fmt::arg("is_stored", is_stored), fmt::arg("given", as_text(given)),
      fmt::arg("before", as_text(before)), fmt::arg("after", as_text(after)),
      fmt::arg("select", select), fmt::arg("incoming", incoming), fmt::arg("table", plan.table),
      fmt::arg("same_key", same_key(plan)), fmt::arg("keys", keys_of(plan)));
}

std::string remove_sql(const MergePlan& plan, const std::string& outcome) {
  return fmt::format("DELETE FROM {0} WHERE {1} IN (SELECT {1} FROM {2} WHERE is_written)",
                     plan.table, key_of(plan), outcome);
}

std::string store_sql(const MergePlan& plan, const std::string& outcome) {
  return fmt::format("INSERT INTO {0} ({1}) SELECT {1} FROM {2} WHERE is_written", plan.table,
                     names_of(plan), outcome);
}

}  // namespace eros::store::bigquery
