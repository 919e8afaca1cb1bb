#pragma once
#include <string_view>

#include "eros/model/import.h"
#include "eros/store/duckdb_engine.h"
#include "eros/store/import_merge.h"

// The kinds of import, each from the staging of import_raw to the table. To be called in a
// transaction, with the temporary macros in place.
namespace eros::store {

// An entry of sql/import, and to run it.
std::string_view import_text(std::string_view name);
std::int64_t run_import_sql(DuckDBEngine& engine, std::string_view name,
                            const Parameters& parameters = {});
std::unique_ptr<Rows> query_import_sql(DuckDBEngine& engine, std::string_view name,
                                       const Parameters& parameters = {});

// Reads import_raw into import_staged, with a reason for every row that is refused.
void stage_rows(DuckDBEngine& engine, model::ImportKind kind, base::Instant as_of);

// From import_staged to import_incoming: times and texts completed, keys, and which of several rows
// of one page, moment and text a row is. Returns how many copies of earlier rows were left out.
std::int64_t prepare_messages(DuckDBEngine& engine, base::Instant as_of);

// What a stored message's type becomes, in `column`. A row without a type tells it by the price
// alone, and then a type that was given stands until the price is another.
std::string type_update(const model::ColumnMap& file, std::string_view column);

// How rows of these kinds are brought into their tables; `columns` are those that the file has.
MergePlan caption_plan(const model::ColumnMap& columns);
MergePlan creator_plan(const model::ColumnMap& columns);
MergePlan restriction_plan(const model::ColumnMap& columns);
MergePlan holiday_plan(const model::ColumnMap& columns);

// From import_staged to the tables.
MergeCounts store_messages(DuckDBEngine& engine, const model::ColumnMap& columns,
                           base::Instant as_of);
MergeCounts store_captions(DuckDBEngine& engine, const model::ColumnMap& columns,
                           base::Instant as_of);
MergeCounts store_creators(DuckDBEngine& engine, const model::ColumnMap& columns,
                           base::Instant as_of);
MergeCounts store_restrictions(DuckDBEngine& engine, const model::ColumnMap& columns,
                               base::Instant as_of);
MergeCounts store_holidays(DuckDBEngine& engine, const model::ColumnMap& columns,
                           base::Instant as_of);

}  // namespace eros::store
