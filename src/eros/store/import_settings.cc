#include <initializer_list>

#include "eros/store/import_kinds.h"

// Creators, restrictions and holidays: what people set.
namespace eros::store {
namespace {

// Columns that the file has are written; the others keep what they are, or get their defaults.
MergePlan given(MergePlan plan, const model::ColumnMap& file,
                std::initializer_list<const char*> columns) {
  for (const auto* name : columns) {
    plan.columns.push_back({name, "", file.contains(name) ? std::string("i.") + name : ""});
  }
  return plan;
}

MergeCounts store_given(DuckDBEngine& engine, const MergePlan& plan, base::Instant as_of) {
  run_import_sql(engine, "collect_rows");
  return merge_rows(engine, plan, as_of);
}

}  // namespace

MergePlan creator_plan(const model::ColumnMap& columns) {
  return given({"creators", {MergeKey{"page_name"}}, {}, {"created_at"}, {"updated_at"}}, columns,
               {"display_name", "timezone", "quiet_start_minute", "quiet_end_minute", "is_active",
                "segment_override", "max_messages_per_day", "min_gap_minutes"});
}

MergePlan restriction_plan(const model::ColumnMap& columns) {
  return given({"creator_caption_restrictions",
                {MergeKey{"page_name"}, MergeKey{"version"}},
                {},
                {"created_at"},
                {"updated_at"}},
               columns,
               {"hard_patterns", "soft_patterns", "restricted_categories", "restricted_price_tiers",
                "applies_to_scope", "min_ppv_pool", "min_bump_pool", "is_active"});
}

MergePlan holiday_plan(const model::ColumnMap& columns) {
  return given(
      {"holiday_calendar", {MergeKey{"holiday_date"}, MergeKey{"holiday_name"}}, {}, {}, {}},
      columns, {"holiday_type", "is_major_holiday", "saturation_impact_factor"});
}

MergeCounts store_creators(DuckDBEngine& engine, const model::ColumnMap& columns,
                           base::Instant as_of) {
  return store_given(engine, creator_plan(columns), as_of);
}

MergeCounts store_restrictions(DuckDBEngine& engine, const model::ColumnMap& columns,
                               base::Instant as_of) {
  return store_given(engine, restriction_plan(columns), as_of);
}

MergeCounts store_holidays(DuckDBEngine& engine, const model::ColumnMap& columns,
                           base::Instant as_of) {
  run_import_sql(engine, "collect_rows");
  run_import_sql(engine, "adopt_holiday_names");
  return merge_rows(engine, holiday_plan(columns), as_of);
}

}  // namespace eros::store
