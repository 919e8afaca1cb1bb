#pragma once
#include <duckdb.h>

#include <memory>
#include <string>

// DuckDB's C handles, each owned by a unique_ptr.
namespace eros::store::duck {

// Every duckdb_x is a pointer to _duckdb_x and is destroyed through a pointer to itself.
template <typename Handle, auto destroy>
struct Destroy {
  using pointer = Handle;
  void operator()(Handle handle) const noexcept { destroy(&handle); }
};
template <typename Handle, auto destroy>
using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Destroy<Handle, destroy>>;

using Cache = Owned<duckdb_instance_cache, duckdb_destroy_instance_cache>;
using Config = Owned<duckdb_config, duckdb_destroy_config>;
using Database = Owned<duckdb_database, duckdb_close>;
using Connection = Owned<duckdb_connection, duckdb_disconnect>;
using Prepared = Owned<duckdb_prepared_statement, duckdb_destroy_prepare>;
using Extracted = Owned<duckdb_extracted_statements, duckdb_destroy_extracted>;
using Appender = Owned<duckdb_appender, duckdb_appender_destroy>;
using Chunk = Owned<duckdb_data_chunk, duckdb_destroy_data_chunk>;
using Type = Owned<duckdb_logical_type, duckdb_destroy_logical_type>;
using BoundValue = Owned<duckdb_value, duckdb_destroy_value>;

// A result is a struct, not a pointer; it lives on the heap so that it can be owned like the rest.
struct DestroyResult {
  void operator()(duckdb_result* result) const noexcept {
    duckdb_destroy_result(result);
    delete result;
  }
};
using Result = std::unique_ptr<duckdb_result, DestroyResult>;

struct FreeText {
  void operator()(const char* text) const noexcept { duckdb_free(const_cast<char*>(text)); }
};
using Text = std::unique_ptr<const char, FreeText>;

}  // namespace eros::store::duck
