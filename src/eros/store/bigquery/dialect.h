#pragma once
#include <span>
#include <string>
#include <string_view>

#include "eros/store/embedded_sql.h"
#include "eros/store/queries.h"

// GoogleSQL from the SQL that is written once. sql/queries is DuckDB's SQL, kept to forms that
// have one counterpart each; what has none is overridden by the entry of the same name in
// sql/bigquery/queries.
namespace eros::store::bigquery {

// One statement of sql/queries in GoogleSQL:
//   $name, $name::TYPE[]                 @name
//   $name::TYPE                          CAST(@name AS TYPE)
//   VARCHAR, BIGINT, INTEGER, DOUBLE, BOOLEAN, DECIMAL(18,4)     STRING, INT64, FLOAT64, BOOL,
//   NUMERIC IN (SELECT unnest(@names))           IN UNNEST(@names) SELECT unnest(from_json(@rows,
//   '[{"a":"BIGINT"}]'), recursive := true)
//                                        SELECT the fields FROM UNNEST(JSON_QUERY_ARRAY(@rows))
//   count(*) FILTER (x)                  COUNTIF(x)
//   a + to_seconds(b)                    TIMESTAMP_ADD(a, INTERVAL b SECOND), a being one name
//   date_diff('day', a, b), isodow(a), hour(a), epoch_us(a), make_timestamp(a), json_object(...)
// and the functions of sql/schema by their qualified names, with {dataset} for the namespace.
// Tables stay unqualified: a job names its default dataset. Throws Error(failed) for a cast by ::
// and for a rows text that it cannot read.
std::string to_googlesql(std::string_view sql);

// `sql` with every {dataset} replaced by `dataset`, e.g. `project`.dataset.
std::string in_dataset(std::string_view sql, std::string_view dataset);

// Every named statement for BigQuery: sql/queries through to_googlesql, with the entries of
// sql/bigquery/queries in place of those of the same name; {dataset} replaced by `dataset`. Throws
// Error(failed) for an override of a name that sql/queries does not have.
QuerySet googlesql_queries(std::span<const EmbeddedSql> files, std::string_view dataset);

// The program's own, made once a dataset and kept until the program ends.
const QuerySet& queries_for(const std::string& dataset);

}  // namespace eros::store::bigquery
