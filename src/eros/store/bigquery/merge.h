#pragma once
#include <string>

#include "eros/store/import_merge.h"

// merge_rows of store/import_merge.h for BigQuery: the same accounting, as statements of one
// transaction. Pure. In a plan's expressions `i` is the incoming and `t` the stored row; its tables
// are the dataset's.
namespace eros::store::bigquery {

// INSERT into the table `outcome` (sql/bigquery/import/outcome.sql) a row for each row of the query
// `incoming`: its record; inserted, updated or unchanged; whether it is the one to be stored of its
// key; and the whole row as it is to be stored. Uses @as_of where the plan dates its rows.
std::string compare_sql(const MergePlan& plan, const std::string& incoming,
                        const std::string& outcome);
// The stored rows that are to be replaced are deleted, and what is to be stored inserted: the
// emulator knows no UPDATE by a join, and no MERGE from a query.
std::string remove_sql(const MergePlan& plan, const std::string& outcome);
std::string store_sql(const MergePlan& plan, const std::string& outcome);

}  // namespace eros::store::bigquery
