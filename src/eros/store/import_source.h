#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "eros/model/import.h"
#include "eros/store/duckdb_engine.h"
#include "eros/store/duckdb_errors.h"

// How the database reads a file of an import.
namespace eros::store {

// The column names of a Parquet file, in its order, or the keys of an NDJSON file, sorted.
// Throws Error(failed) if it cannot be read.
std::vector<std::string> file_columns(DuckDBEngine& engine, const model::ImportFile& file);

// Throws Error(failed), naming the file, if it is the file's fault that a statement which reads it
// failed.
void refuse_unreadable(const model::ImportFile& file, const StatementError& error);

// Makes the temporary view import_raw: every column of the file's kind as text under its canonical
// name (NULL where the file has none), and `broken`: why a record is none, else NULL. With
// `careful`, CSV is read by one thread.
void make_raw_view(DuckDBEngine& engine, const model::ImportFile& file, bool careful);

// Records of a Parquet file, by number from 0, as texts in the order of its columns.
std::vector<std::vector<std::string>> parquet_records(DuckDBEngine& engine,
                                                      const model::ImportFile& file,
                                                      std::span<const model::RejectedRecord> which);

}  // namespace eros::store
