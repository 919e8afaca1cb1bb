#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "eros/store/embedded_sql.h"

namespace eros::store {

// The named statements of sql/queries: name -> SQL.
using QuerySet = std::map<std::string, std::string, std::less<>>;

// Reads the entries "-- name: some_name" of every file under `folder`. "{query some_name}" in an
// entry stands for that entry's SQL. Throws Error(failed) for a name that occurs twice or is not
// there, an entry without SQL, or SQL before the first name.
QuerySet parse_queries(std::span<const EmbeddedSql> files, std::string_view folder = "queries/");

// The statements built into the program.
const QuerySet& queries();

}  // namespace eros::store
