#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "eros/store/bigquery/script.h"

// A request may hold ten megabytes. Larger lists of rows travel as a load into a table of their
// own.
namespace eros::store::bigquery {

// A parameter that was taken out of a job: a JSON text, an array of rows.
struct StagedParameter {
  std::string name;
  const std::string* rows = nullptr;
};

// Takes the largest parameters out of the job until the rest has at most `limit` bytes. Only those
// can go that are read as UNNEST(JSON_QUERY_ARRAY(@name)), and nowhere else; they are then read
// from `table` (a name as SQL quotes it). Nothing is done to a job within the limit.
std::vector<StagedParameter> take_out_large(SqlJob& job, std::size_t limit, std::string_view table);

// The table's rows, as newline-delimited JSON: parameter, element (a row of it as JSON text).
std::string staging_rows(const std::vector<StagedParameter>& parameters);

}  // namespace eros::store::bigquery
