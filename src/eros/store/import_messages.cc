#include <fmt/format.h>
#include <fmt/ranges.h>

#include "eros/base/error.h"
#include "eros/model/page.h"
#include "eros/store/import_kinds.h"

namespace eros::store {
namespace {

using std::chrono::days;

// The columns by which a row can change what is stored. What the file does not have stays.
MergePlan message_plan(const model::ColumnMap& file) {
  const MergeKey row_id{"row_id",
                        "row_id_of(t.own_row_id, t.page_name, t.sending_time, "
                        "t.caption_key_high, t.ordinal)"};
  MergePlan plan{"sent_messages", {row_id}, {}, {}, {}};
  for (const auto* name : {"own_row_id", "ordinal"}) plan.columns.push_back({name, "", ""});
  for (const auto* name : {"page_name", "message", "sending_time", "sent_count", "viewed_count",
                           "purchased_count", "earnings", "caption_key_high", "caption_key_low"}) {
    plan.columns.push_back({name, "", std::string("i.") + name});
  }
  const bool has_price = file.contains("price");
  plan.columns.push_back({"price", "", has_price ? "i.price" : ""});
  plan.columns.push_back({"is_paid", "", type_update(file, "is_paid")});
  plan.columns.push_back({"caption_id", "coalesce(i.caption_id, i.linked_id)",
                          "CASE WHEN i.caption_id IS NOT NULL THEN i.caption_id "
                          "WHEN t.caption_key_high = i.caption_key_high "
                          "AND t.caption_key_low = i.caption_key_low THEN t.caption_id "
                          "ELSE i.linked_id END"});
  return plan;
}

// Local times and the texts of captions, where the file has any to be looked up.
void complete(DuckDBEngine& engine, base::Instant latest) {
  const auto rows = query_import_sql(engine, "needs_completion");
  rows->next();
  // Record numbers are row numbers of the staged table; a gap would blame the wrong rows.
  if (rows->integer(0) != rows->integer(1)) {
    throw base::Error(base::ErrorCode::failed, "the staged rows are not numbered without gaps");
  }
  if (!rows->flag(2)) {
    run_import_sql(engine, "complete_already");
    return;
  }
  run_import_sql(engine, "local_readings");
  run_import_sql(engine, "complete_messages",
                 {{"default_timezone", model::Page{}.timezone}, {"latest", latest}});
  run_import_sql(engine, "completed_messages");
}

MergeCounts insert_or_merge(DuckDBEngine& engine, const model::ColumnMap& columns,
                            base::Instant as_of) {
  // Into an empty table, unless a row_id of the file's own comes twice; a derived one cannot.
  const bool is_first =
      !query_import_sql(engine, "has_messages")->next() &&
      (!columns.contains("row_id") || !query_import_sql(engine, "repeated_row_id")->next());
  if (is_first) return {run_import_sql(engine, "insert_first_messages"), 0, 0};
  run_import_sql(engine, "collect_messages");
  if (query_import_sql(engine, "has_own_row_ids")->next()) {
    run_import_sql(engine, "adopt_stored_row_ids");
  }
  if (columns.contains("row_id") && query_import_sql(engine, "has_derived_row_ids")->next()) {
    run_import_sql(engine, "adopt_derived_row_ids");
  }
  return merge_rows(engine, message_plan(columns), as_of);
}

}  // namespace

std::string type_update(const model::ColumnMap& file, std::string_view column) {
  std::vector<std::string_view> reasons;
  if (file.contains("message_type")) reasons.emplace_back("i.is_typed");
  if (file.contains("price")) reasons.emplace_back("t.price IS DISTINCT FROM i.price");
  if (reasons.empty()) return {};
  return fmt::format("CASE WHEN {0} THEN i.{1} ELSE t.{1} END", fmt::join(reasons, " OR "), column);
}

std::int64_t prepare_messages(DuckDBEngine& engine, base::Instant as_of) {
  complete(engine, as_of + days(1));
  run_import_sql(engine, "texts_of_messages");
  run_import_sql(engine, "shared_moments");
  run_import_sql(engine, "ordinals_of_messages");
  run_import_sql(engine, "incoming_messages");
  const auto copies = query_import_sql(engine, "copies_of_messages");
  copies->next();
  return copies->integer(0);
}

MergeCounts store_messages(DuckDBEngine& engine, const model::ColumnMap& columns,
                           base::Instant as_of) {
  const auto copies = prepare_messages(engine, as_of);
  auto counts = insert_or_merge(engine, columns, as_of);
  counts.unchanged += copies;
  run_import_sql(engine, "add_new_pages", {{"as_of", as_of}});
  return counts;
}

}  // namespace eros::store
