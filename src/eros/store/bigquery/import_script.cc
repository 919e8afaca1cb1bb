#include "eros/store/bigquery/import_script.h"

#include "eros/base/error.h"
#include "eros/model/page.h"
#include "eros/store/import_kinds.h"
#include "eros/store/queries.h"

namespace eros::store::bigquery {
namespace {

using model::ImportKind;

void replace_all(std::string& text, std::string_view mark, const std::string& with) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + with.size())) {
    text.replace(at, mark.size(), with);
  }
}

// The columns by which a row can change what is stored. What the file does not have stays.
MergePlan message_plan(const model::ColumnMap& file) {
  MergePlan plan{"mass_messages", {MergeKey{"row_id"}}, {}, {}, {}};
  for (const auto* name : {"page_name", "message", "sending_time", "sent_count", "viewed_count",
                           "purchased_count", "earnings", "caption_key"}) {
    plan.columns.push_back({name, "", std::string("i.") + name});
  }
  const bool has_price = file.contains("price");
  plan.columns.push_back({"price", "", has_price ? "i.price" : ""});
  plan.columns.push_back({"message_type", "", type_update(file, "message_type")});
  plan.columns.push_back({"caption_id", "COALESCE(i.caption_id, i.linked_id)",
                          "CASE WHEN i.caption_id IS NOT NULL THEN i.caption_id "
                          "WHEN t.caption_key = i.caption_key THEN t.caption_id "
                          "ELSE i.linked_id END"});
  return plan;
}

std::string incoming(ImportKind kind, const std::string& rows) {
  switch (kind) {
    case ImportKind::messages:
      return import_sql("incoming_messages", {.rows = rows});
    case ImportKind::captions:
      return import_sql("incoming_captions", {.rows = rows});
    default:
      return "SELECT * FROM " + rows;
  }
}

}  // namespace

std::string import_sql(std::string_view name, const ImportTables& tables) {
  static const QuerySet set = parse_queries(embedded_sql(), "bigquery/import/");
  const auto found = set.find(name);
  if (found == set.end()) {
    throw base::Error(base::ErrorCode::failed,
                      "sql/bigquery/import has no entry " + std::string(name));
  }
  std::string sql(found->second);
  replace_all(sql, "{rows}", tables.rows);
  replace_all(sql, "{outcome}", tables.outcome);
  replace_all(sql, "{target}", tables.target);
  return sql;
}

MergePlan merge_plan(ImportKind kind, const model::ColumnMap& columns) {
  switch (kind) {
    case ImportKind::messages:
      return message_plan(columns);
    case ImportKind::captions:
      return caption_plan(columns);
    case ImportKind::creators:
      return creator_plan(columns);
    case ImportKind::restrictions:
      return restriction_plan(columns);
    case ImportKind::holidays:
      return holiday_plan(columns);
  }
  return {};
}

ImportScript::ImportScript(ImportKind kind, base::Instant as_of)
    : kind_(kind), parameters_({{"as_of", as_of}}) {
  const model::Page page;
  parameters_["timezone"] = page.timezone;
  parameters_["quiet_start_minute"] = std::int64_t{page.quiet_start};
  parameters_["quiet_end_minute"] = std::int64_t{page.quiet_end};
}

void ImportScript::add(std::string name, std::string sql) {
  statements_.push_back({std::move(name), std::move(sql)});
}

void ImportScript::add_unlinking(const std::string& rows) {
  add("import_unlink", import_sql("unlink_reworded", {.rows = rows}));
}

void ImportScript::add(const MergePlan& plan, const std::string& rows, const std::string& outcome) {
  add("import_compare", compare_sql(plan, incoming(kind_, rows), outcome));
  add("import_remove", remove_sql(plan, outcome));
  add("import_store", store_sql(plan, outcome));
  if (kind_ == ImportKind::messages) {
    add("import_pages", import_sql("add_new_pages", {.rows = rows}));
  }
  if (kind_ == ImportKind::captions) add("import_links", import_sql("link_older_messages", {}));
}

void ImportScript::run(BigQueryEngine& engine) const {
  const std::string guard(engine.text("hold_writer_guard"));
  static const Parameters none;
  std::vector<ScriptStep> steps = {{{"hold_writer_guard", guard, &none}, false, 1}};
  for (const auto& statement : statements_) {
    steps.push_back({{statement.name, statement.sql, &parameters_}});
  }
  engine.run_script(steps);
}

}  // namespace eros::store::bigquery
