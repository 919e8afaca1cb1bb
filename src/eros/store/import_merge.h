#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "eros/store/duckdb_engine.h"

namespace eros::store {

// What became of the rows of an import.
struct MergeCounts {
  std::int64_t inserted = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::int64_t reworded = 0;  // captions whose number has another text now
};

// A column of import_rows that names a row; not NULL.
struct MergeKey {
  std::string name;
  std::string stored = {};  // what a stored row `t` has for it; empty: the column t.<name>
};

// How a column of the table is filled. Expressions read the incoming row as `i` and the stored
// one as `t`.
struct MergeColumn {
  std::string name;
  std::string inserted;  // the value of a new row; empty: i.<name>
  std::string updated;   // the value of a row that is there; empty: left as it is
};

struct MergePlan {
  std::string table;
  std::vector<MergeKey> keys;
  std::vector<MergeColumn> columns;  // the others
  // Columns written with $as_of: when a row is made, and when it is made or changed.
  std::vector<std::string> made_at;
  std::vector<std::string> changed_at;
};

// Brings the temporary table import_rows (record, keys, columns) into plan.table as if its rows
// came one after another, in order of `record`: a row with a new key is inserted, one that changes
// what is there updates it, any other is unchanged. Set-based: a fixed number of statements.
// To be called in a transaction.
MergeCounts merge_rows(DuckDBEngine& engine, const MergePlan& plan, base::Instant as_of);

}  // namespace eros::store
