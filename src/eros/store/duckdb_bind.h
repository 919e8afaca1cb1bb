#pragma once
#include <string>

#include "eros/store/duckdb_handles.h"
#include "eros/store/engine.h"

namespace eros::store {

// Binds every $name that the statement's text uses. Parameters that it does not use are ignored.
// Throws Error(failed) naming one that is missing, or text that is not UTF-8. `what` names the
// statement.
void bind_parameters(const std::string& what, duckdb_prepared_statement statement,
                     const Parameters& parameters);

}  // namespace eros::store
