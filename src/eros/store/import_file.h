#pragma once
#include <cstdint>
#include <vector>

#include "eros/model/import.h"
#include "eros/store/duckdb_engine.h"

// One file of an import in DuckDB's temporary tables, whatever engine its rows go to.
namespace eros::store {

// Makes what the statements of sql/import use. Once an import.
void make_import_macros(DuckDBEngine& engine);

// The file's records into import_staged, each with the reason why it is refused, or NULL. Throws
// Error(failed) if they are not as many as the file is known to have.
void stage_file(DuckDBEngine& engine, model::ImportKind kind, const model::ImportFile& file,
                base::Instant as_of);
std::int64_t staged_rows(DuckDBEngine& engine);

// What was refused, by record. Of messages: after prepare_messages.
std::vector<model::RejectedRecord> refused_records(DuckDBEngine& engine, model::ImportKind kind);

// Removes everything that an import makes beside the tables.
void drop_import_tables(DuckDBEngine& engine);

}  // namespace eros::store
