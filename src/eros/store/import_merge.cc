#include "eros/store/import_merge.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace eros::store {
namespace {

std::string same_key(const MergePlan& plan) {
  std::vector<std::string> terms;
  for (const auto& key : plan.keys) {
    const auto stored = key.stored.empty() ? "t." + key.name : key.stored;
    terms.push_back(fmt::format("{} = i.{}", stored, key.name));
  }
  return fmt::format("{}", fmt::join(terms, " AND "));
}

// Would the incoming row change the stored one?
std::string differs(const MergePlan& plan) {
  std::vector<std::string> terms = {"false"};
  for (const auto& column : plan.columns) {
    if (column.updated.empty()) continue;
    terms.push_back(fmt::format("t.{} IS DISTINCT FROM {}", column.name, column.updated));
  }
  return fmt::format("({})", fmt::join(terms, " OR "));
}

std::string incoming_key(const MergePlan& plan) {
  std::vector<std::string> names;
  for (const auto& key : plan.keys) names.push_back("i." + key.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string repeated_key(const MergePlan& plan) {
  return fmt::format("SELECT 1 FROM import_rows AS i GROUP BY {} HAVING count(*) > 1 LIMIT 1",
                     incoming_key(plan));
}

// A row's place among those of its key, and whether it differs from the one before.
std::string places(const MergePlan& plan) {
  std::vector<std::string> contents;
  for (const auto& column : plan.columns) {
    if (!column.updated.empty()) contents.push_back("i." + column.name);
  }
  const auto content =
      contents.empty() ? "true" : fmt::format("row({})", fmt::join(contents, ", "));
  return fmt::format(
      "row_number() OVER versions AS place, "
      "row_number() OVER (PARTITION BY {0} ORDER BY i.record DESC) AS places_left, "
      "{1} IS DISTINCT FROM lag({1}) OVER versions AS is_next_version",
      incoming_key(plan), content);
}

// The incoming rows, each with its place among those of its key, and what it would change: a key's
// first row is held against the stored one, the later ones against the one before. Where no key
// comes twice, as in most files, there is nothing to put in order.
std::string classify(const MergePlan& plan, bool is_repeated) {
  return fmt::format(
      "CREATE TEMP TABLE import_merged AS "
      "SELECT i.*, t.rowid AS stored_row, t.rowid IS NOT NULL AND {0} AS is_other, {1} "
      "FROM import_rows AS i LEFT JOIN {2} AS t ON {3} {4}",
      differs(plan),
      is_repeated ? places(plan) : "1 AS place, 1 AS places_left, true AS is_next_version",
      plan.table, same_key(plan),
      is_repeated ? fmt::format("WINDOW versions AS (PARTITION BY {} ORDER BY i.record)",
                                incoming_key(plan))
                  : "");
}

std::string insert_new(const MergePlan& plan) {
  std::vector<std::string> names, values;
  for (const auto& key : plan.keys) {
    if (!key.stored.empty()) continue;
    names.push_back(key.name);
    values.push_back("i." + key.name);
  }
  for (const auto& column : plan.columns) {
    names.push_back(column.name);
    values.push_back(column.inserted.empty() ? "i." + column.name : column.inserted);
  }
  for (const auto& times : {plan.made_at, plan.changed_at}) {
    for (const auto& name : times) {
      names.push_back(name);
      values.emplace_back("CAST($as_of AS TIMESTAMP)");
    }
  }
  return fmt::format(
      "INSERT INTO {} ({}) SELECT {} FROM import_merged AS i "
      "WHERE i.stored_row IS NULL AND i.places_left = 1 ORDER BY i.record",
      plan.table, fmt::join(names, ", "), fmt::join(values, ", "));
}

std::string update_changed(const MergePlan& plan) {
  std::vector<std::string> changes;
  for (const auto& column : plan.columns) {
    if (!column.updated.empty()) {
      changes.push_back(fmt::format("{} = {}", column.name, column.updated));
    }
  }
  for (const auto& name : plan.changed_at) changes.push_back(name + " = CAST($as_of AS TIMESTAMP)");
  return fmt::format(
      "UPDATE {} AS t SET {} FROM import_merged AS i "
      "WHERE t.rowid = i.stored_row AND i.is_other AND i.places_left = 1",
      plan.table, fmt::join(changes, ", "));
}

}  // namespace

MergeCounts merge_rows(DuckDBEngine& engine, const MergePlan& plan, base::Instant as_of) {
  const bool is_repeated = engine.query_text(repeated_key(plan))->next();
  engine.execute_text(classify(plan, is_repeated));
  MergeCounts counts;
  const auto rows = engine.query_text(
      "SELECT count(*) FILTER (WHERE place = 1 AND stored_row IS NULL), "
      "count(*) FILTER (WHERE CASE WHEN stored_row IS NULL THEN place > 1 AND is_next_version "
      "ELSE places_left = 1 AND is_other END), "
      "count(*) FROM import_merged");
  rows->next();
  counts.inserted = rows->integer(0);
  counts.updated = rows->integer(1);
  counts.unchanged = rows->integer(2) - counts.inserted - counts.updated;
  const bool dated = !plan.made_at.empty() || !plan.changed_at.empty();
  if (counts.inserted > 0) {
    engine.execute_text(insert_new(plan), dated ? Parameters{{"as_of", as_of}} : Parameters{});
  }
  if (counts.updated > 0) {
    engine.execute_text(update_changed(plan),
                        plan.changed_at.empty() ? Parameters{} : Parameters{{"as_of", as_of}});
  }
  engine.execute_text("DROP TABLE import_merged");
  return counts;
}

}  // namespace eros::store
