#pragma once
#include <duckdb.h>

#include "eros/store/engine.h"

namespace eros::store {

// Appends the rows in the connection's open transaction. Throws Error(failed) naming the table.
void append_rows(duckdb_connection connection, const NewRows& rows);
void append_rows(duckdb_connection connection, const Records& records);

}  // namespace eros::store
