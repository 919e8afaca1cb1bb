#include "eros/store/import_kinds.h"

namespace eros::store {

MergePlan caption_plan(const model::ColumnMap& columns) {
  MergePlan plan{"caption_bank", {MergeKey{"caption_id"}}, {}, {"created_at"}, {"updated_at"}};
  for (const auto* name : {"caption_text", "caption_key", "price_tier"}) {
    plan.columns.push_back({name, "", std::string("i.") + name});
  }
  for (const auto* name :
       {"content_category", "psychological_trigger", "has_urgency", "is_active", "page_name"}) {
    plan.columns.push_back({name, "", columns.contains(name) ? std::string("i.") + name : ""});
  }
  return plan;
}

MergeCounts store_captions(DuckDBEngine& engine, const model::ColumnMap& columns,
                           base::Instant as_of) {
  run_import_sql(engine, "key_captions");
  run_import_sql(engine, "collect_captions");
  run_import_sql(engine, "find_reworded_captions");
  auto counts = merge_rows(engine, caption_plan(columns), as_of);
  const auto reworded = query_import_sql(engine, "count_reworded_captions");
  reworded->next();
  counts.reworded = reworded->integer(0);
  run_import_sql(engine, "link_older_messages");
  return counts;
}

}  // namespace eros::store
