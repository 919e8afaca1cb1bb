#pragma once
#include <string>

#include "eros/store/engine.h"

// New rows as a statement: GoogleSQL has no other way to write rows within a transaction.
namespace eros::store::bigquery {

struct AppendSql {
  std::string sql;
  Parameters parameters;  // one: the rows as a JSON text, which may be staged
};

// INSERT of all rows, column by column in the table's order.
AppendSql append_sql(const NewRows& rows);

}  // namespace eros::store::bigquery
