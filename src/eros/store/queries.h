#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "eros/store/embedded_sql.h"

namespace eros::store {

// The named statements of sql/queries: name -> SQL. Views into the text they were read from.
using QuerySet = std::map<std::string, std::string_view, std::less<>>;

// Reads the entries "-- name: some_name" of every file under `folder`. Throws Error(failed) for a
// name that occurs twice, an entry without SQL, or SQL before the first name.
QuerySet parse_queries(std::span<const EmbeddedSql> files, std::string_view folder = "queries/");

// The statements built into the program.
const QuerySet& queries();

}  // namespace eros::store
