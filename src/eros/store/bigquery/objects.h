#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eros/store/embedded_sql.h"

// What `eros deploy` makes in a dataset. Pure.
namespace eros::store::bigquery {

enum class ObjectKind { dataset, table, rows, function, view, table_function, procedure };
std::string_view to_string(ObjectKind kind);

// A thing in the dataset and the statement that makes it, or makes it anew. Every statement may be
// run twice. The dataset itself has none: the API makes it.
struct Object {
  ObjectKind kind = ObjectKind::table;
  std::string name;
  std::string sql;
};

// All of sql/bigquery/schema and sql/bigquery/procedures for `dataset` (e.g. `project`.dataset), in
// the order in which they can be made: tables and their rows, then the rest of the files by name,
// procedures last, callers after the called.
// "{query NAME};" in a procedure stands for that statement of sql/queries, with arg_NAME for each
// of its parameters and its tables qualified: what the program runs and what the procedure runs is
// one text. Throws Error(failed) for a file that it cannot read, or a statement that drops or
// truncates.
std::vector<Object> objects(std::span<const EmbeddedSql> files, std::string_view dataset);

}  // namespace eros::store::bigquery
