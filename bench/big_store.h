#pragma once
#include "eros/store/duckdb_engine.h"
#include "eros/store/store.h"

// A temporary store with 1,000 pages, 44,000 captions and 1.2 million messages of the 90 days up to
// as-of; made once a program, removed at its end.
namespace eros::bench {

inline constexpr base::Instant big_as_of =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 17) + base::hours(20);

store::Store& big_store();
// The engine of big_store(), for SQL that is not a query of the program.
store::DuckDBEngine& big_engine();

}  // namespace eros::bench
